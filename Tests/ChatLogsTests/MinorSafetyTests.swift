import ChatLogs
import Testing

/// What the rule holds and what it lets pass. The held texts are as short and clinical as the rule allows.
@Suite struct MinorSafetyTests {
    @Test(arguments: [
        ["She is 16 years old. They have intercourse."],
        ["I'm 14.", "A talk about the weather.", "Then the pornographic part."],
        ["The 15yo and the erotic part."],
        ["An underage person.", "Nothing.", "Nothing.", "An erotic scene."],
        ["The l0li, an erotic scene."], ["The l o l i, an erotic scene."], ["The L.O.L.I and p0rn."],
        ["The schoolgirl, naked, moaned."], ["A little girl.", "An erotic scene."], ["A fourteen-year-old; genitals."],
        ["Aged 12, she was aroused and naked."], ["The child, naked, moans."], ["He was 13 years old. Genitals."],
        ["Age: 17\nAn erotic scene."], ["The teen was seduced and fondled."],
    ])
    func sexualTextWithAMinorIsHeld(_ texts: [String]) {
        let session = Fixture.replies(texts)
        #expect(session.status == .quarantined)
        #expect(session.reasons.map(\.code) == [.minorSafetyReview])
        #expect(session.isHeldForSafety)
    }

    @Test(arguments: [
        ["The mother takes her kid to school. The child is 7 years old and loves to paint."],
        ["I was 14 when my father died.", "I'm 34 years old now."],
        ["He thrusts his sword and stabs the teenager, fuck! Blood covers the kid's ass."],
        ["I'm 34 years old. They have intercourse, naked."],
        ["The two adults, twenty-five years old, have intercourse."], ["She is 25. An erotic scene."],
        ["An erotic scene. I'm 15 minutes late. It is 5 miles. She is 6 feet tall."],
        ["She is 2,016 years old, an erotic vampire.", "A hundred and sixteen years old, horny."],
        ["An erotic scene between adults.", "A calm day.", "A calm day.", "The kids play in the garden."],
        ["All of them are over 18. An erotic scene."], ["The naked child is bathed by his mother."],
        ["The baby has milk from her breast."], ["The schoolgirl sits in class.", "Good boy, the dog barks."],
        ["*cocks her head* You are just a kid."], ["The class for sex education is for kids."],
    ])
    func innocentTextAndAdultsPass(_ texts: [String]) {
        let session = Fixture.replies(texts)
        #expect(session.status == .accepted)
        #expect(session.flags.contains("minor_safety_review") == false)
    }

    static func tavern(swipe: String = "Fine.", hidden: String = "Well.", name: String = "Bruno") -> SessionReading {
        let lines = [
            #"{"name":"\#(name)","is_user":false,"mes":"Fine.","swipes":["Fine.","\#(swipe)"],"swipe_id":0}"#,
            #"{"name":"You","is_user":true,"mes":"An erotic scene."}"#,
            #"{"name":"\#(name)","is_user":false,"is_system":true,"mes":"\#(hidden)"}"#,
        ]
        return Fixture.read(text: lines.joined(separator: "\n")).sessions[0]
    }

    @Test func variantsHiddenTurnsAndNamesAreReadAsWell() {
        #expect(Self.tavern().isHeldForSafety == false)
        #expect(Self.tavern(swipe: "She is 15.").isHeldForSafety)
        #expect(Self.tavern(hidden: "She is 15.").isHeldForSafety)
        #expect(Self.tavern(name: "Loli Eva").isHeldForSafety)
    }

    @Test func instructionsThatNameAChildAreEnough() {
        let turns = [
            ("user", "Hello."), ("assistant", "Hello."), ("user", "Go on."), ("assistant", "An erotic scene."),
        ]
        #expect(Fixture.chat([("system", "{{char}} is a teenager.")] + turns).isHeldForSafety)
        #expect(Fixture.chat([("system", "{{char}} is a teacher. No minors.")] + turns).isHeldForSafety == false)
    }

    @Test func aRefusedSessionIsMarkedToo() {
        let session = Fixture.chat([("assistant", "She is 15. An erotic scene.")])
        #expect(session.status == .rejected)
        #expect(session.isHeldForSafety)
    }
}
