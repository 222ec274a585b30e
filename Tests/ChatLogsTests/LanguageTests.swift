import ChatLogs
import StrictJSON
import Testing

@Suite struct LanguageTests {
    /// Paragraphs of our own, in the manner of chats.
    static let paragraphs: [(String, String)] = [
        (
            "en",
            "*Mira leans on the counter* I have not seen you here for weeks. Where did you go, and why didn't you call me at least once?"
        ),
        (
            "de",
            "*Mira lehnt sich an den Tresen* Ich habe dich seit Wochen nicht gesehen. Wo warst du, und warum hast du nicht angerufen?"
        ),
        (
            "fr",
            "*Mira s'appuie sur le comptoir* Je ne t'ai pas vu depuis des semaines. Où étais-tu, et pourquoi tu n'as pas appelé ?"
        ),
        (
            "es",
            "*Mira se apoya en la barra* Hace semanas que no te veo por aquí. ¿Dónde estabas y por qué no me has llamado?"
        ),
        (
            "pt",
            "*Mira encosta-se ao balcão* Há semanas que não te vejo por aqui. Onde é que você estava e por que não me ligou?"
        ),
        (
            "it",
            "*Mira si appoggia al bancone* Sono settimane che non ti vedo. Dove sei stato, e perché non mi hai chiamato?"
        ),
        (
            "nl",
            "*Mira leunt op de toog* Ik heb je hier al weken niet gezien. Waar was je, en waarom heb je mij niet een keer gebeld?"
        ),
        (
            "pl",
            "*Mira opiera się o ladę* Nie widziałam cię tutaj od kilku tygodni. Gdzie byłeś i dlaczego do mnie nie zadzwoniłeś?"
        ),
        (
            "tr",
            "*Mira tezgaha yaslanır* Seni haftalardır burada görmedim. Neredeydin ve neden beni hiç aramadın? Bu çok kötü bir şey."
        ),
        (
            "sv",
            "*Mira lutar sig mot disken* Jag har inte sett dig här på flera veckor. Var har du varit, och varför ringde du inte?"
        ),
        (
            "cs",
            "*Mira se opře o pult* Už jsem tě tady několik týdnů neviděla. Kde jsi byl a proč jsi mi nezavolal, když jsi mohl?"
        ),
        (
            "id",
            "*Mira bersandar di meja* Aku tidak melihat kamu di sini selama berminggu-minggu. Kamu dari mana, dan kenapa tidak menelepon?"
        ),
        (
            "vi",
            "*Mira dựa vào quầy* Mấy tuần rồi tôi không thấy bạn ở đây. Bạn đã đi đâu, và tại sao bạn không gọi cho tôi? Tôi đã rất lo và không biết phải làm gì."
        ),
        (
            "ro",
            "*Mira se sprijină de tejghea* Nu te-am mai văzut pe aici de câteva săptămâni. Unde ai fost și de ce nu m-ai sunat?"
        ),
        (
            "hu",
            "*Mira a pultra támaszkodik* Hetek óta nem láttalak itt. Hol voltál, és miért nem hívtál fel engem? Ez nem volt szép."
        ),
        (
            "fi",
            "*Mira nojaa tiskiin* En ole nähnyt sinua täällä moneen viikkoon. Missä sinä olit, ja miksi et soittanut minulle?"
        ),
        (
            "da",
            "*Mira læner sig mod disken* Jeg har ikke set dig her i flere uger. Hvor har du været, og hvorfor ringede du ikke af dig selv?"
        ),
        (
            "no",
            "*Mira lener seg mot disken* Jeg har ikke sett deg her på flere uker. Hvor har du vært, og hvorfor ringte du ikke til meg?"
        ),
        (
            "ru",
            "*Мира опирается на стойку* Я не видела тебя здесь уже несколько недель. Где ты был и почему не позвонил?"
        ),
        (
            "uk",
            "*Міра спирається на стійку* Я не бачила тебе тут уже кілька тижнів. Де ти був і чому мені не подзвонив?"
        ),
        (
            "bg",
            "*Мира се обляга на бара* Не съм те виждала тук от няколко седмици. Къде беше, защо не ми се обади, като можеше?"
        ),
        ("zh", "*米拉靠在柜台上* 我已经好几个星期没有在这里见到你了。你到底去了哪里，为什么不给我打个电话呢？"),
        ("ja", "*ミラはカウンターに寄りかかる* もう何週間もここであなたを見ていないわ。どこに行っていたの、どうして電話してくれなかったの。"),
        ("ko", "*미라가 카운터에 기댄다* 몇 주 동안 여기서 너를 못 봤어. 어디에 있었고, 왜 나에게 전화하지 않았어? 정말 걱정했어."),
        (
            "ar",
            "*تتكئ ميرا على المنضدة* لم أرك هنا منذ أسابيع. أين كنت ولماذا لم تتصل بي؟ كنت قلقة عليك جدا في كل يوم ولم أعرف ماذا أفعل."
        ),
        (
            "fa",
            "*میرا به پیشخوان تکیه می‌دهد* هفته‌هاست که تو را اینجا ندیده‌ام. کجا بودی و چرا به من زنگ نزدی؟ خیلی نگران بودم."
        ),
        (
            "he",
            "*מירה נשענת על הדלפק* לא ראיתי אותך כאן כבר שבועות. איפה היית ולמה לא התקשרת אליי? דאגתי לך מאוד כל הזמן הזה."
        ),
        (
            "el",
            "*Η Μίρα ακουμπά στον πάγκο* Δεν σε έχω δει εδώ και εβδομάδες. Πού ήσουν και γιατί δεν με πήρες τηλέφωνο;"
        ),
        (
            "th",
            "*มิราพิงเคาน์เตอร์* ฉันไม่เห็นเธอที่นี่มาหลายสัปดาห์แล้ว เธอไปไหนมา แล้วทำไมถึงไม่โทรหาฉันเลยสักครั้งเดียว ฉันเป็นห่วงเธอมากจริงๆ"
        ),
        (
            "hi",
            "*मीरा काउंटर पर झुकती है* मैंने तुम्हें हफ़्तों से यहाँ नहीं देखा। तुम कहाँ थे और तुमने मुझे फ़ोन क्यों नहीं किया? मुझे तुम्हारी बहुत चिंता थी, हर दिन तुम्हें ढूँढती रही। अब अंदर आओ, बैठो और मुझे सब कुछ बताओ कि क्या हुआ।"
        ),
    ]

    @Test(arguments: paragraphs)
    func aParagraphIsRecognised(_ code: String, _ text: String) {
        let session = Fixture.replies([text])
        #expect(session.metrics.language == code)
        #expect(session.metrics.nonEnglishRatio == (code == "en" ? 0 : 1))
        #expect(session.flags.contains("non_english") == (code != "en"))
        #expect(session.status == .accepted)
    }

    @Test(arguments: paragraphs)
    func theFirstWordsAloneAreUndecided(_ code: String, _ text: String) {
        let short = String(String.UnicodeScalarView(text.unicodeScalars.prefix(24)))
        let session = Fixture.replies([short])
        #expect(session.metrics.language == nil)
        #expect(session.metrics.nonEnglishRatio == nil)
        #expect(session.flags.contains("non_english") == false)
    }

    @Test(arguments: [
        "let total = items.map { $0.price }.reduce(0, +); print(total, separator: String(), terminator: String()); return",
        String(repeating: "Aria Bruno Ilse Katarzyna Oleksandr Jean-Luc Giuseppe Siobhan ", count: 3),
        String(repeating: "hahahaha lol ", count: 12), String(repeating: "12345 67890 ", count: 20),
    ])
    func whatIsNoSentenceIsUndecided(_ text: String) {
        #expect(Fixture.replies([text]).metrics.language == nil)
    }

    @Test func rolePlayWithForeignNamesAndCodeIsEnglish() {
        let text = """
            *Aoi-chan bows to Herr Müller and Señor Núñez* "Konnichiwa! I have the list that you asked for: ```let x = [1]``` and \
            it is all there." *she smiles at 王さん* We can go when they are ready.
            """
        #expect(Fixture.replies([text]).metrics.language == "en")
    }

    @Test func theModelsTextDecidesAndTurnsAreCounted() throws {
        let german = Self.paragraphs[1].1
        let english = Self.paragraphs[0].1
        let session = Fixture.chat([("user", german), ("assistant", english), ("user", "ok"), ("assistant", english)])
        #expect(session.metrics.language == "en")
        #expect(session.metrics.nonEnglishRatio == 1.0 / 3)
        #expect(session.flags.contains("non_english") == false)
        let root = try EpisodeTests.render(session).root
        #expect(root["language"]?.string == "en")
        #expect(root["metrics"]?["lang_non_en_ratio"]?.double == 1.0 / 3)
    }

    @Test func manyShortTurnsAreEnoughTogether() {
        let replies = [
            "Ich weiß es nicht.", "Du bist so nett.", "Das ist aber schön.", "Wir haben noch Zeit.", "Was hast du da?",
            "Er war auch hier, oder nicht?",
        ]
        let metrics = Fixture.replies(replies).metrics
        #expect(metrics.language == "de")
        #expect(metrics.nonEnglishRatio == nil)
    }
}
