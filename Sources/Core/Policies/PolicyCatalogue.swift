/// Policies and their filters, in Markdown, for people. `docs/policies.md` is this text, and a test compares them.
public enum PolicyCatalogue {
    /// The whole page.
    public static var markdown: String {
        """
        # Policies

        How training rows are made of accepted episodes. This page is made from the registry of filters; do not edit it by
        hand. Examples are in `Examples/policies`.

        ```json
        {"name": "v8-part-2", "base": "pygmalion-2023-03",
         "window": {"target_tokens": 2048, "tokens_per_word": 1.7, "each_response": true},
         "out_of_character": "keep",
         "filters": [{"filter": "median_response_words", "minimum": 8, "desired": 48},
                     {"filter": "response_words", "minimum": 60, "action": "drop_response"}],
         "caps": {"per_submitter": 200, "per_character": 100},
         "sample": {"fraction": 1.0}, "seed": "v8"}
        ```

        | member | what it says | where it is absent |
        |---|---|---|
        | `name` | its name, as in the address | required in a file |
        | `description` | what it is for | "" |
        | `base` | the policy that it takes from what it does not say, each member as a whole | the defaults of this column |
        | `window` | how much of a dialogue one row may hold: `target_tokens` at `tokens_per_word`; `each_response` off makes only the last response of each stretch a row, in formats with one response a row | 2048, 1.7, true |
        | `out_of_character` | what becomes of turns out of character and of empty ones: `remove` or `keep` | `remove` |
        | `filters` | in the order in which they judge | none |
        | `caps` | most episodes of a submitter (`per_submitter`) and of a character (`per_character`), after the filters; those with the lowest lots stay | any number |
        | `sample` | `fraction` of the episodes that is kept in the end | 1 |
        | `seed` | lots are drawn with it | the name |

        An episode is cut into windows: a response with as much of the dialogue before it as fits. Filters judge episodes,
        windows or responses by numbers that were measured when the episode came in. A word is a run without white space;
        greetings are said by the model, and are never a response.

        Figures are measured in windows of 2048 tokens at 1.7 a word. Under a policy with others everything but
        `response_similarity` follows from them; for that one the texts are read again, and a dry run takes longer.

        Lots are drawn, but not at random: U is the first 53 bits of SHA-256(`seed|episode|window`), divided by 2^53, with
        the episode's id and the number of the window. So the same policy keeps the same on every machine.

        Built in: \(presets). The last three follow the logbook of March 2023; `pygmalion-2023-03` decides as the toolbox of
        that month did (`make parity` compares them, row by row), but that a turn with the same counts of words as the first
        has a similarity of exactly 1, which the toolbox's rounding sometimes misses.

        ## Filters

        | filter | judges | what it does |
        |---|---|---|
        \(Filter.Kind.all.map { "| `\($0.name)` | \($0.judges.rawValue) | \($0.about) |" }.joined(separator: "\n"))

        A filter that never sees anything is an error.

        Filters that judge all together, and caps, need every episode: a dry run or a snapshot. With `policy` the feed judges
        each episode alone and lets everything pass these ([feed.md](feed.md)).
        """ + "\n"
    }

    private static var presets: String { Policy.presets.keys.sorted().map { "`\($0)`" }.joined(separator: ", ") }
}
