/// Texts that try to be more than text, once they are stored: in a page, an attribute, a spreadsheet, a terminal, a header.
public enum Payloads {
    /// Each of them; all hold `marker`, so that they can be found again.
    public static let all = [
        // A page: elements, and ways out of whatever they stand in.
        "payload'\"></title></textarea></script></style></svg><script>alert('payload')</script>",
        "payload<img src=x onerror=alert('payload')><svg/onload=alert('payload')><iframe srcdoc='<b>'></iframe>",
        // An attribute: a mark that an accent turns into another character.
        "payload\"\u{301} autofocus onfocus=alert('payload') x=\"",
        "payload' autofocus onfocus='alert(1)' style='position:fixed;inset:0",
        // An address.
        "javascript:alert('payload')//", "data:text/html,payload<script>alert(1)</script>",
        // Decoded twice.
        "payload&lt;script&gt;alert(1)&lt;/script&gt; %3Cscript%3E \\u003cscript\\u003e",
        // A template, and a log format.
        "payload{{page}}{{{site.scripts}}}{{>layout}}{{=<% %>=}}<%page%> ${7*7} #{7*7}",
        // Markdown.
        "payload[x](javascript:alert(1)) ![x](https://elsewhere.example/payload.png) <https://elsewhere.example>",
        // The direction of what follows.
        "payload\u{202E}\u{2066}gpj.exe\u{202D}",
        // A terminal.
        "payload\u{1B}[2J\u{1B}]0;title\u{07}\u{9B}31m\r",
        // A spreadsheet.
        "=HYPERLINK(\"https://elsewhere.example/?payload\",\"x\")", "+payload+1", "-2+3+cmd|' /C calc'!payload",
        "@SUM(payload)",
        // A header.
        "payload\r\nSet-Cookie: stolen=1\r\n\r\n<script>alert(1)</script>",
    ]

    /// In each of them.
    public static let marker = "payload"
}
