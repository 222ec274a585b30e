import ChatLogs
import Testing

@Suite struct MeasuredFlagTests {
    @Test func aSharedRunOfSevenWordsIsMarkedOnTheLaterTurn() {
        let session = Fixture.replies([
            "Now we walk along the quiet river bank and talk.", "Then they walk along the quiet river bank again.",
            "Yes: WALK along the quiet river bank and talk!",
        ])
        #expect(session.turns.map { $0.flags.contains("repeated_ngram") } == [false, false, false, false, false, true])
    }

    @Test func theSameThirtyCharactersAtTheStartAreARepetition() {
        let session = Fixture.replies([
            "Incomprehensibilities notwithstanding, no.", "Incomprehensibilities notwithstanding, yes.", "Short.",
            "Short.",
        ])
        #expect(session.turns.filter { $0.flags.contains("repeated_ngram") }.map(\.index) == [3])
    }

    @Test func usersMayRepeatThemselves() {
        let session = Fixture.chat([
            ("user", "tell me more about the old house on the hill"), ("assistant", "No."),
            ("user", "tell me more about the old house on the hill"), ("assistant", "Yes."),
        ])
        #expect(session.count(.repeatedRun) == 0)
    }

    @Test(arguments: [
        (String(repeating: "I am so very happy to see you. ", count: 6), true),
        (String(repeating: "no no no ", count: 10), true),
        (
            "Ten different words and then some more of them follow here, so that nothing in this reply loops at all.",
            false
        ),
        (
            "We walk along the quiet river bank, and later we walk along the quiet river bank again, under other trees "
                + "than before, with more to say than we had said.", false
        ),
        ("ha ha ha ha ha ha", false),
    ])
    func aTurnThatLoopsIsMarked(_ text: String, _ isLooped: Bool) {
        #expect(Fixture.replies([text]).turns[1].flags.contains("looped_text") == isLooped)
    }

    @Test(arguments: [
        ("asdfasdf lkjhgf", true), ("sdkfjhskdjfh", true), ("ghjkghjkghjk!!", true), ("Hmmmmmmm, brrrrrrrr.", false),
        ("A catchphrase.", false), ("I typed asdf by accident, sorry for the noise", false), ("asdf", false),
        ("Grrrrrr! Shhhhhhh!", false), ("Вот это да", false), ("rhythms", false),
    ])
    func hittingTheKeyboardIsMarked(_ text: String, _ isMash: Bool) {
        let session = Fixture.chat([("user", text), ("assistant", "Pardon?")])
        #expect(session.turns[0].flags.contains("keyboard_mash") == isMash)
    }

    @Test func sidesThatBeginWithTheOthersNameAreSuspect() {
        func session(_ user: String, _ model: String) -> SessionReading {
            Fixture.chat([("user", user), ("assistant", model), ("user", user + " B"), ("assistant", model + " C")])
        }
        let swapped = session("{{char}}: Well.", "{{user}}: Well.")
        #expect(swapped.flags.contains("roles_swapped_suspect"))
        #expect(swapped.reasons.map(\.code) == [.rolesSwapped])
        #expect(session("Well.", "{{user}}: Well.").flags.contains("roles_swapped_suspect") == false)
        #expect(session("Well.", "{{char}}: Well.").flags.contains("roles_swapped_suspect") == false)
    }
}
