extension Lexicon {
    /// Emoticons and emoji, by strength.
    static let symbols: [(Double, String)] = [
        (2.5, "😍 🥰 🤩 ❤ 💖 💕 💗 💓 💘 💜 💙 💚 🧡 💛 🖤 🤍 🏆 💯 🎉 🥳 <3"),
        (
            2,
            """
            😀 😃 😄 😁 😊 😻 👍 👏 🙌 🔥 ✨ 🌟 ⭐ 🎊 💪 👌 🤌 🥇 ☺ 😇 🫶 ♥ 💎 🐐 🥹 ^^ ^_^ :D :-D =D ;D :3 \\o/ <33
            """
        ),
        (1.5, "😂 🤣 😆 😎 🙂 😋 😌 🤗 ✅ ✔ 🤝 😸 😺 💃 🕺 🚀 :) :-) =) :] ;) ;-) :') :P :-P :p =P"),
        (0.5, "😉 😅 😜 😛 🤪 😏 🫡 🙏"),
        (-0.5, "🤔 😐 😶 🙃 😬 😕 🤷 🫤 💀 ☠ 😭 :/ :-/ :\\ :| :-| -_- =/"),
        (-1.5, "😔 😞 😟 🙁 ☹ 😣 😖 😫 😩 😒 😥 😓 😢 😿 👎 🤦 ❌ 💔 😑 🚮 :( :-( =( :[ :c :< >_< ;_; :S"),
        (-2, "😡 😠 🤬 😤 🤮 🤢 💩 🗑 😱 😰 😨 :'( :,( >:( </3"),
    ]

    /// Emoji that say what they are about.
    static let aspectSymbols: [(Meaning, String)] = [
        (.about(.speed, -1.5), "🐌 🐢"), (.about(.speed, 1.3), "⚡ 🏎"), (.about(.repetition, -1.3), "🔁 🔄 🔂 🦜"),
        (.about(.creativity, -1.2), "😴 🥱 💤"), (.about(.coherence, 1.2), "🧠"),
    ]
}
