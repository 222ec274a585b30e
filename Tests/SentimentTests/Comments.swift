import Sentiment

/// Comments of our own with the sentiment that a person reads in them.
enum Comments {
    static let plain: [(String, Polarity)] = [
        ("This part is fantastic, the dialogue flows.", .positive),
        ("Terrible. I regret downloading it.", .negative),
        ("I love how she remembers my name.", .positive),
        ("The replies are boring and generic", .negative),
        ("Trying it with temperature 0.7 and top k 40.", .neutral),
        ("Which front end do you use?", .neutral),
        ("Uploaded three logs from the weekend.", .neutral),
        ("Far more coherent than the previous checkpoint", .positive),
        ("Makes no sense after the tenth message.", .negative),
        ("hallucinates names and places constantly", .negative),
        ("It acts like a person from the eighties.", .neutral),
        ("works well on my old laptop", .positive),
        ("8/10 would chat again", .positive),
        ("2/10", .negative),
        ("slow, buggy and it crashes", .negative),
        ("good settings for this one?", .neutral),
    ]

    static let negated: [(String, Polarity)] = [
        ("not good", .negative),
        ("the replies aren't bad", .positive),
        ("I don't like the new style", .negative),
        ("never a boring reply", .positive),
        ("It doesn’t work on my card", .negative),
        ("No more hallucinations!", .positive),
        ("fewer repetitions than before", .positive),
        ("less creative than part 2", .negative),
        ("without any annoying disclaimers", .positive),
        ("No, it's great", .positive),
        ("nobody enjoys this", .negative),
        ("I have yet to see it loop", .positive),
        ("never dull, where other models are robotic", .positive),
    ]

    static let mended: [(String, Polarity)] = [
        ("the stuttering is gone", .positive),
        ("Loops are finally fixed", .positive),
        ("hallucinations are a lot rarer", .positive),
        ("The truncation bug is still not fixed", .negative),
        ("repetition is no longer an issue", .positive),
        ("the charm and creativity are gone", .negative),
        ("rambling has mostly disappeared", .positive),
        ("cut off messages are much less common", .positive),
    ]

    static let contrasted: [(String, Polarity)] = [
        ("The prose is nice but it forgets everything, contradicts itself and annoys me", .negative),
        ("A bit slow, but the writing is excellent", .positive),
        ("It is smart. However, it repeats itself and gets annoying.", .negative),
        ("Lovely style, even if it rambles at times", .positive),
        ("It is slow but honestly the best model I have used", .positive),
    ]

    /// Praise and blame of about the same weight, of different things: neither side is the writer's.
    static let balanced: [(String, Polarity)] = [
        ("good model but slow", .neutral),
        ("nice prose, but it forgets who it is", .neutral),
        ("Good model but it never stays in character", .neutral),
        ("Stays in character, repeats itself.", .neutral),
        ("Very creative but ignores my instructions", .neutral),
        ("creative, even if it loops at times", .positive),
    ]

    static let symbols: [(String, Polarity)] = [
        ("😍😍😍", .positive),
        ("part 3 👎", .negative),
        ("new checkpoint ❤️‍🔥", .positive),
        ("what did it just say 😡", .negative),
        ("it answered :)", .positive),
        ("it answered :(", .negative),
        ("sooooo goooood", .positive),
        ("THIS IS AWFUL", .negative),
        ("loooove it <3", .positive),
    ]

    static let all = plain + negated + mended + contrasted + balanced + symbols
}
