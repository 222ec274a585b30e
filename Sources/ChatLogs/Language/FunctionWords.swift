/// The words that hold sentences together, and little else: names, actions and program code have none of them.
/// Chosen for being frequent in talk; words shared by several languages count less for each.
enum FunctionWords {
    /// The words of a language of the Latin script, separated by spaces.
    static func of(_ language: Language) -> String { lists[language] ?? "" }

    private static let lists: [Language: String] = [
        .english: """
        the and of to in is you that it he was for on are with as i his they be at this have from or had by \
        not but what all were we when your can said there an which she do how their if will up about out them \
        then these so some her would him into has my me our us just like no its than been who who's could did \
        don didn doesn isn wasn now only very too here where why because while over through back down off \
        again never always
        """,
        .german: """
        der die das und ist ich nicht du es ein eine zu in den mit sich dem auf für er sie wir ihr mir mich \
        dich dir von im auch wie aber wenn war hat habe haben bin bist sind so nur noch schon was wer wo dass \
        als an aus bei nach über oder doch ja nein kann muss will wird werden einen einem einer mein meine \
        dein deine sein seine ihre ihn ihm uns euch kein keine mehr dann da hier vor zum zur
        """,
        .french: """
        le la les de des du un une et est je tu il elle nous vous ils elles ne pas que qui dans en pour sur \
        avec ce cette ces mon ma mes ton ta tes son sa ses au aux mais ou où donc se me te lui leur plus tout \
        tous bien être suis es sommes sont était avait ai as avez ont fait comme si quand très aussi sans sous \
        par peu rien jamais encore oui non
        """,
        .spanish: """
        el la los las de del un una y es yo tú él ella nosotros ellos no que en para por con se me te le lo su \
        sus mi mis tu tus al pero más muy como cuando si sí está estoy estás están era fue ser hay este esta \
        eso esto qué quién dónde porque también sin sobre hasta desde donde nada todo todos algo ya aquí allí \
        bien tengo tiene
        """,
        .portuguese: """
        o a os as de do da dos das um uma e é eu você ele ela nós eles não que em no na nos nas para por com \
        se me te lhe seu sua seus suas meu minha mas mais muito como quando está estou estão era foi ser há \
        este esta isso isto quem onde porque também sem sobre até desde nada tudo todos algo já aqui ali bem \
        tenho tem ao à pelo pela
        """,
        .italian: """
        il lo la i gli le di del della dei delle un una e è io tu lui lei noi voi loro non che in per con su \
        da dal dalla si mi ti ci vi ne al alla nel nella ma più molto come quando se sì sono sei siamo era \
        stato essere c'è questo questa quello quella chi dove perché anche senza ho hai ha abbiamo niente \
        tutto tutti qualcosa già qui bene mio mia tuo tua suo sua
        """,
        .dutch: """
        de het een en van ik je jij hij zij wij is dat niet in op te zijn er aan met voor maar om ook als dan \
        nog wel geen wat wie waar hoe naar bij uit over door tot heb hebt heeft hebben was waren ben bent word \
        wordt worden kan kun moet wil zal zou mijn jouw haar hun ons onze dit deze die daar hier heel meer \
        toch ja nee u
        """,
        .polish: """
        i w na nie się z do to że jest jak ale po co tak za od o ja ty on ona my wy oni mnie mi ci cię go jej \
        ich mu być był była było są czy gdy kiedy gdzie kto dlaczego bo już jeszcze tylko bardzo też może \
        przez przy pod nad dla ten ta te tego tej tym jestem jesteś mam masz ma mój moja twój twoja jego sobie \
        nic wszystko
        """,
        .turkish: """
        bir ve bu ne için ben sen o biz siz onlar de da mi mı mu mü çok ama var yok değil gibi daha kadar ile \
        beni seni onu bana sana ona benim senin onun bizim şey her hiç nasıl neden nerede kim diye sonra önce \
        şimdi evet hayır olarak oldu olan ise ya en hem ki bile artık sadece
        """,
        .swedish: """
        och i att det som en på är av för med jag du han hon vi ni de den inte till har om ett men var sig så \
        han mig dig honom henne oss er min mitt din ditt sin från när hur vad vem varför där här ska skulle \
        kan kunde måste vill bara också mycket nu ja nej något ingen alla eller efter över under hade blir \
        blev
        """,
        .czech: """
        a v na se je že to s z do o ale jak tak co já ty on ona my vy oni mě mi tě ti ho jí jeho její jsem jsi \
        jsme jste jsou byl byla bylo být není nebo když kde kdo proč protože už ještě jen velmi také může pro \
        při pod nad ten ta toho tom můj moje tvůj tvoje svůj nic všechno mám máš má ano ne po za od
        """,
        .indonesian: """
        yang dan di itu ini aku kamu dia kami kita mereka tidak bukan akan dengan untuk dari ke pada adalah \
        ada juga saya anda sudah telah belum bisa dapat harus ingin seperti karena tapi tetapi jika kalau \
        ketika saat apa siapa mana mengapa kenapa bagaimana lebih sangat hanya masih lagi sebuah seorang oleh \
        dalam atas para ya nya kau
        """,
        .vietnamese: """
        và là của tôi bạn anh em cô ông bà không có một những các này đó cho với trong trên được đã đang sẽ \
        thì mà nhưng khi nếu vì như rất cũng chỉ còn ra vào lên xuống gì ai đâu sao tại từ đến về người mình \
        họ chúng ta nó hay hoặc vẫn phải làm biết
        """,
        .romanian: """
        și în de la cu nu este sunt un o pe că ce mai din pentru a al ale eu tu el ea noi voi ei mă te îl îi \
        se sa său mea meu ta tău dar dacă când unde cine cum foarte doar fi fost era am ai are avem au acest \
        această asta acum aici după până peste fără tot toate nimic ceva da să lui lor le
        """,
        .hungarian: """
        a az és hogy nem is egy ez azt én te ő mi ti ők van volt vagyok vagy de ha mint csak már még meg el ki \
        be fel le itt ott ami aki mert nagyon minden semmi valami engem téged neki nekem neked velem veled \
        benne rajta ezt kell lehet lesz akkor most igen pedig sem
        """,
        .finnish: """
        ja on ei se että hän minä sinä me te he oli ole olen olet mutta kun niin jos tai kuin vain myös nyt jo \
        vielä mitä mikä kuka missä miksi miten tämä tuo joka jotka minun sinun hänen minua sinua häntä minulle \
        sinulle en et emme eivät olla ollut kaikki mitään jotain hyvin sitten siitä sen
        """,
        .danish: """
        og i at det som en på er af for med jeg du han hun vi de den ikke til har om et men var sig så mig dig \
        ham hende os jer min mit din dit sin fra når hvordan hvad hvem hvorfor hvor der her skal skulle kan \
        kunne må vil bare også meget nu ja nej noget ingen alle eller efter over under havde bliver blev kun \
        lidt igen af jo
        """,
        .norwegian: """
        og i at det som en på er av for med jeg du han hun vi dere de den ikke til har om et men var seg så \
        meg deg ham henne oss min mitt din ditt sin fra når hvordan hva hvem hvorfor hvor der her skal skulle \
        kan kunne må vil bare også mye nå ja nei noe ingen alle eller etter over under hadde blir ble litt \
        igjen
        """,
    ]
}
