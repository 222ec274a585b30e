/// The words of a language that made-up chats are written in, and how its sentences are put together.
struct Phrasebook: Sendable {
    let name: String
    let words: [String]
    let space: String
    let comma: String
    let ends: [String]
    /// Name of the character and of the user in its script.
    let character: String
    let user: String

    static let english = Phrasebook(
        name: "English",
        words: split(
            """
            the a and to of I you in it that her his with on at as for is was but not my your we they he she from into
            over under then when while where here there now still again never always almost hand eyes door window
            lantern river bridge garden kettle letter morning winter mountain horse cloak music shadow silence voice
            smiles laughs whispers nods waits turns opens closes carries remembers forgets wonders follows breathes
            slowly quietly gently suddenly carefully bright cold warm heavy soft tired careful strange little old new
            don't I'm can't it's won't you're let's apple ribbon candle harbour feather thunder marble copper village
            """),
        space: " ", comma: ", ", ends: [".", ".", ".", "!", "?", "...", "…"], character: "Marisol Vane", user: "Tobias")

    static let russian = Phrasebook(
        name: "Russian",
        words: split(
            """
            и в не на я что он с это а как но она по ты мы они из у за вот уже еще тоже когда если только потом здесь
            рука глаза дверь окно фонарь река мост сад чайник письмо утро зима гора лошадь плащ музыка тень тишина голос
            улыбается смеется шепчет кивает ждет открывает закрывает несет помнит забывает дышит медленно тихо осторожно
            """),
        space: " ", comma: ", ", ends: [".", ".", "!", "?", "…"], character: "Марисоль", user: "Тобиас")

    static let chinese = Phrasebook(
        name: "Chinese",
        words: split(
            """
            我 你 她 他 的 了 是 在 不 也 就 都 和 把 又 很 这里 那里 现在 慢慢 轻轻 突然 窗户 大门 灯笼 河边 石桥
            花园 茶壶 书信 早晨 冬天 高山 白马 斗篷 音乐 影子 安静 声音 微笑 点头 等待 打开 关上 记得 忘记 呼吸
            """),
        space: "", comma: "，", ends: ["。", "。", "！", "？", "……"], character: "玛丽索", user: "托比亚")

    private static func split(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
