extension Lexicon {
    /// Small words of English, and those of German, Spanish, French, Portuguese, Italian, Dutch, Polish, Turkish,
    /// Indonesian and the Scandinavian languages that are not English words too.
    static let smallWords: [(Meaning, String)] = [
        (
            Meaning(role: .english),
            """
            i is and of in for you with on was are have at be they as me we or from what do when out up by can will \
            would about one there has had
            """
        ),
        (
            Meaning(role: .foreign),
            """
            der das und ist nicht ich ein eine einen mit auf für sind sehr auch aber wie wird noch immer leider zu \
            viel dem den bei nur von mehr oder wenn wir sie gut besser schlecht dass hat haben kein keine mir mich \
            schon el la los las que es una por con para muy pero como más está esta este todo tiempo mucho mejor se \
            del al su lo hay sus porque cuando también respuestas siempre nunca le les des est pas pour qui dans \
            avec sur très mais cest je nous vous elle plus sont ce cette trop et du au ça quels jai réponses \
            toujours quelquun il une un os um uma não muito é são mas isso dos bom melhor respostas da em na ao gli \
            che non è per sono molto ma più questo questa anche troppo risposte bene di della het een en niet van \
            dat voor zijn maar ook heel veel goed beter deze jest nie się że jak ale bardzo tak bir ve çok bu için \
            ama yang dan ini itu tidak dengan untuk och det att inte är som på för med jag mycket og ikke jeg meget
            """
        ),
    ]
}
