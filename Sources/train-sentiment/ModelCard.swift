import Sentiment

/// What a user of the model should know, with the figures of this training.
struct ModelCard {
    let sources: [TrainingSource]
    let hasValences: Bool
    /// How many comments of our own it learned from.
    let comments: Int
    let evaluation: Evaluation

    /// Markdown.
    func text(size: Int) -> String {
        [
            Self.purpose, model(size: size), data, "## How good it is\n\n" + evaluation.table, Self.reading,
            "## What it confuses\n\n" + evaluation.confusion, Self.mistakes, Self.limits,
        ].joined(separator: "\n\n") + "\n"
    }

    private static let purpose = """
        # The sentiment model

        Written by `train-sentiment`; do not edit. It reads short English comments about checkpoints of a chat model: what they
        feel, with calibrated probabilities, and what they feel it about.
        """

    private func model(size: Int) -> String {
        """
        ## What it is

        `sentiment.model`, \(size) bytes: two int8 logits against neutral for each of 2^\(Features.bits) hashed words, beginnings
        of words, word pairs, negated words and words after a contrast, and a third of the field, which tells how much they sound
        like a comment on a checkpoint; weights for fourteen figures that the lexicon and its grammar give; two sets of
        calibration weights, for comments on checkpoints and for any text, and a gate between them that hears what the lexicon
        finds and the words of the field; hashes and valences of words that our own lexicon lacks. Aspects come from the lexicon in `Sources/Sentiment/Lexicon`, clause by clause; a
        mention without a word of opinion takes the linear model's opinion of its clause.
        """
    }

    private var data: String {
        let names = sources.map { "- `\($0.name)`: \($0.origin)" }
        let valences = hasValences ? ["- `\(TrainingSource.valences)`: VADER's lexicon; MIT, see NOTICE"] : []
        return """
            ## What it learned from

            \((names + valences).joined(separator: "\n"))
            - \(comments) comments of our own, by which the lexicon was written, four times as heavy as a text of the others
            - words of the field: the same, and every eighth text of the sources
            - gate: the same, as models read them that have not learned from them, and every twentieth text of the sources
            - calibration: as the gate, and 640 other comments

            Texts that share six words in a row with a development split were left out. `--without NAME` leaves out a source
            and changes nothing else. The model contains no text.
            """
    }

    private static let reading = """
        ECE is the expected calibration error over ten bins. On SST-2, which has no neutral texts, the likelier of the other two
        counts. The comments on checkpoints are 640 of our own over all aspects and registers, written to be hard: many of them
        state no opinion in so many words. No word of the lexicon was chosen by them; those that stand in them alone, among the
        phrases that were added after their misreadings had been looked at once, were taken out again. The few weights of the
        calibration were learned from them too, so the figures are of five folds, each read with the weights of the other four.

        Real comments are easier: 252 opinions from public threads about chat models, labelled by hand before any model read them
        and not kept here. One half, 129, was looked at to find missing words and rules: accuracy 0.775, macro-F1 0.741, ECE
        0.037, joint F1 of the aspects 0.747; VADER 0.512 / 0.472. The other, 123, was only counted, and no word was added that
        stands in it alone: 0.691, 0.673, 0.106 and 0.672; VADER 0.488 / 0.416. The model before had 0.659, 0.633, 0.074 and
        0.663 there. The standard error of such an accuracy is 0.04, and so few comments show an ECE of 0.073 when every
        probability is true, half of the time. Neutral ones, most of them praise and blame at once, are still missed most.

        467 opinions from such threads and from pages of models were labelled by one person later, before this model read them;
        some may be among the 252. Accuracy 0.717, macro-F1 0.663, ECE 0.042, joint F1 0.612; VADER 0.572 / 0.502. The standard
        error of that accuracy is 0.02, and so many comments show an ECE of 0.037 half of the time when every probability is true:
        the 0.106 above is mostly chance, and the probabilities are about right on real comments. In the three parts in which they
        were counted, 195, 199 and 73, the accuracy was 0.692, 0.769 and 0.644.

        206 of the comments it learned from were written in the manner of such threads, and labelled, before any model read them:
        the model before read 0.714 of them right (macro-F1 0.706, ECE 0.079, joint F1 0.637).
        """

    private static let mistakes = """
        ## The ten worst families of mistakes

        1. A scene told without a word of opinion ("he is blind, and he reads me the newspaper") is a complaint, read as neutral.
        2. Mock praise without a mark of sarcasm ("wonderful, my knight is a barista again") is read as praise.
        3. Praise in the words of blame ("rude how well it writes", "that villain scared me to death") is read as blame.
        4. A complaint that is missed from afar ("I came to report short replies and could find none") is read as the complaint.
        5. Praise and blame in balance are neutral to a person; where one of the two goes unseen, the other is what is read.
        6. Slang that is newer than the training texts ("goes so hard", "buns") is not known.
        7. Questions and notes to others that name an aspect are read as opinions about it.
        8. Comparisons by number or by an older part ("9 was an eight, this is a five") are not worked out.
        9. Reports of bugs in dry words ("names are swapped in 7 of 40 runs") are read as neutral unless the bug has a name.
        10. Neutral verdicts in words of their own ("could go either way") are read as mild blame or praise.
        """

    private static let limits = """
        ## Limits

        English only: comments in other languages are neutral with low confidence and are flagged. The first 32 KiB of a comment
        are read. It knows nothing of the conversation that a comment is about. It was not made for other subjects, nor to judge
        people. What a rater states wins over what it reads, and the two are stored apart.
        """
}
