import Sentiment
import Testing

@Suite struct LanguageTests {
    @Test(arguments: [
        "Die Antworten sind leider viel zu kurz und immer gleich.",
        "Las respuestas son muy cortas pero me gusta el personaje.",
        "Les réponses sont trop courtes et il se répète.",
        "As respostas são muito boas, mas o modelo é lento.",
        "Le risposte sono troppo lunghe ma belle",
        "Het is veel beter dan de vorige versie",
        "Odpowiedzi są bardzo krótkie i nie na temat",
        "Ответы слишком короткие", "返信が短すぎます。", "答案太短了", "답변이 너무 짧아요", "الردود قصيرة جدا",
    ]) func anotherLanguageIsNeutralWithLittleConfidenceAndSaysSo(comment: String) {
        let reading = SentimentModel.read(comment)
        #expect(!reading.isEnglish)
        #expect(reading.label == .neutral)
        #expect(reading.probabilities.neutral < 0.5)
        #expect(reading.aspects == [])
    }

    @Test(arguments: [
        "loops", "Pygmalion", "gut feeling says it got worse", "👍", "", "ok", "très bon model, I love it, the best",
        "My character Élodie stays in character", "no", "xd",
    ]) func englishAndSingleWordsAreRead(comment: String) {
        #expect(SentimentModel.read(comment).isEnglish)
    }
}
