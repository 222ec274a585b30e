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
            - calibration: as the gate, and 640 other comments; its constants by these alone, weighed so that each sentiment is as
              frequent as in the 80 comments that were given with the data

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

        They are neutral a third more often than those that were given with the data; the constants of the calibration are set for
        the latter, as real comments are, which costs the former some accuracy and ECE.

        Real comments are easier: 467 opinions from public threads about chat models and from pages of models, labelled by one
        person before any model read them, and not kept here. 195 were looked at to find missing words and rules: accuracy 0.805,
        macro-F1 0.751, ECE 0.036, joint F1 of the aspects 0.678; the model before, which had not seen them, 0.692, 0.646, 0.078
        and 0.545. The other 272 were only counted, three times while this model was made: 0.757, 0.698, 0.071 and 0.657; the
        model before 0.735, 0.676, 0.053 and 0.661. VADER reads all of them with 0.572 / 0.502. The standard error of such an
        accuracy is 0.03: what was gained on the 272 alone could be chance. Their mean confidence is 0.746, and so few comments
        show an ECE of 0.05 half of the time when every probability is true. Complaints are still read as neutral too often: their
        mean probability is 0.33 where 0.44 are complaints.

        1260 of the comments it learned from were written in the manner of such threads, and labelled, in four parts: the model
        before read 0.654 of them right, models that had learned from the parts before them 0.702.
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
        8. Comparisons by number or with another model by name ("9 was an eight", "Nemo does this better") are not worked out.
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
