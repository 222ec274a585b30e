/// Adds up what the clauses of a comment say about each aspect. Lives in the memory of the analysis, and as long.
package struct AspectSums {
    /// One aspect: everything that is said about it, and which hit says it most clearly.
    struct Sum {
        let aspect: Aspect
        /// It was said to be neither good nor bad.
        var isEven = false
        /// The hit that first mentions it.
        let mention: Int32
        var total: Float = 0
        /// The strongest hit on either side; of strength 0 where there is none.
        var praise: (hit: Int32, strength: Float) = (0, 0)
        var blame: (hit: Int32, strength: Float) = (0, 0)

        /// It was only mentioned.
        var isEmpty: Bool {
            polarity == .neutral && !isEven && (praise.strength == 0 || blame.strength == 0)
        }

        var polarity: Polarity { total > 0.25 ? .positive : total < -0.25 ? .negative : .neutral }

        var clearest: Int {
            switch polarity {
            case .positive: Int(praise.strength == 0 ? mention : praise.hit)
            case .negative: Int(blame.strength == 0 ? mention : blame.hit)
            case .neutral: Int(mention)
            }
        }
    }

    /// Phrases between a mention and the opinion that may belong to it.
    private static let reach = 8

    /// One place per aspect, taken in the order in which the comment comes to them.
    private let sums: UnsafeMutablePointer<Sum>
    private(set) var count = 0

    subscript(index: Int) -> Sum { sums[index] }

    /// - Parameter model: has an opinion of a clause for mentions that no word of opinion stands by
    init(_ analysis: borrowing Analysis, model: SentimentModel) {
        sums = analysis.memory.sums
        // The last clause is empty: it begins where the text ends.
        for number in 0..<(analysis.clauseCount - 1) {
            let clause = analysis.memory.clauses[number]
            if clause.traits.isDisjoint(with: [.aspect, .whole, .loose]) { continue }
            add(clause, Int(clause.firstHit)..<Int(analysis.memory.clauses[number + 1].firstHit), of: analysis, model)
        }
        var kept = 0
        for index in 0..<count where !sums[index].isEmpty {
            sums[kept] = sums[index]
            kept += 1
        }
        count = kept
    }

    /// How many aspects are praised or blamed, up to 3; one that is spoken of in passing counts less.
    func weight(of polarity: Polarity) -> Float {
        var weight: Float = 0
        for index in 0..<count where sums[index].polarity == polarity {
            weight += min(1, abs(sums[index].total) / 1.2)
        }
        return min(3, weight)
    }

    /// Brings them into the order of the aspects.
    func sort() {
        for end in 0..<count {
            var place = end
            while place > 0, sums[place - 1].aspect.index > sums[place].aspect.index {
                swap(&sums[place], &sums[place - 1])
                place -= 1
            }
        }
    }

    private mutating func add(
        _ clause: Clause, _ range: Range<Int>, of analysis: borrowing Analysis, _ model: SentimentModel
    ) {
        var found = false
        var judged: Float?
        let hits = analysis.hits
        for index in range where hits[index].traits.contains(.aspect) && !hits[index].isIgnored {
            guard let aspect = hits[index].meaning.aspect else { continue }
            found = true
            var opinion = Self.opinion(at: index, in: range, clause, analysis)
            if opinion == nil, !clause.isQuestion {
                let strength = judged ?? model.opinion(of: clause, in: analysis)
                judged = strength
                opinion = strength == 0 ? nil : .felt(strength)
            }
            if let opinion { add(aspect, index, opinion, clause) }
        }
        if !clause.traits.isDisjoint(with: found ? .whole : [.whole, .loose]) {
            addOverall(range, clause, of: analysis, besideOthers: found)
        }
    }

    /// What the words felt at a hit; nil when they say nothing about it.
    private static func opinion(
        at index: Int, in range: Range<Int>, _ clause: Clause, _ analysis: borrowing Analysis
    ) -> Opinion? {
        let hit = analysis.hits[index]
        let isMention = abs(hit.meaning.strength) < 0.9
        if clause.isQuestion, hit.strength >= 0 || isMention { return nil }
        guard isMention else { return .felt(hit.strength) }
        if let opinion = nearestOpinion(to: index, in: range, analysis) { return opinion }
        return hit.strength == 0 ? nil : .felt(hit.strength)
    }

    private enum Opinion {
        case felt(Float)
        /// Neither good nor bad, in so many words.
        case even
    }

    /// The opinion, without an aspect of its own, that stands nearest to a mention.
    private static func nearestOpinion(
        to index: Int, in range: Range<Int>, _ analysis: borrowing Analysis
    ) -> Opinion? {
        let mention = analysis.hits[index]
        var nearest: (distance: Int32, opinion: Opinion)?
        for other in range.clamped(to: (index - reach)..<(index + reach)) where other != index {
            let hit = analysis.hits[other]
            let isEven = hit.meaning.role == .even
            guard isEven || hit.strength != 0, !hit.isIgnored, isEven || hit.traits.contains(.loose) else { continue }
            var distance = other > index ? hit.start - mention.end : mention.start - hit.end + 1
            if hit.segment != mention.segment { distance += 4 }
            for between in (min(index, other) + 1)..<max(index, other) {
                let hit = analysis.hits[between]
                if hit.meaning.aspect != nil, !hit.traits.contains(.loose) { distance += 5 }
            }
            if distance < nearest?.distance ?? .max { nearest = (distance, isEven ? .even : .felt(hit.strength)) }
        }
        return nearest?.opinion
    }

    /// An opinion about the whole: said in so many words, or said of the model in a clause without another aspect.
    private mutating func addOverall(
        _ range: Range<Int>, _ clause: Clause, of analysis: borrowing Analysis, besideOthers: Bool
    ) {
        let hits = analysis.hits
        for index in range where !hits[index].traits.isDisjoint(with: [.whole, .loose]) && !hits[index].isIgnored {
            let hit = hits[index]
            if clause.isQuestion, hit.strength >= 0 { continue }
            if hit.traits.contains(.whole), !besideOthers || abs(hit.meaning.strength) >= 1.5 {
                add(.overall, index, hit.meaning.strength == 0 ? .even : .felt(hit.strength), clause)
            } else if !besideOthers, hit.traits.contains(.loose), abs(hit.strength) >= 0.9,
                clause.traits.contains(.subject) || Self.isSaidOfIt(index, range, of: analysis)
            {
                add(.overall, index, .felt(hit.strength), clause)
            }
        }
    }

    /// "It is great": the opinion follows what stands for the model, with nothing but a few small words between.
    private static func isSaidOfIt(_ index: Int, _ range: Range<Int>, of analysis: borrowing Analysis) -> Bool {
        for before in max(range.lowerBound, index - 3)..<index {
            let hit = analysis.hits[before]
            if hit.meaning.role == .pronoun, hit.meaning.strength > 0, hit.segment == analysis.hits[index].segment,
                analysis.hits[index].start - hit.end < 3
            {
                return true
            }
        }
        return false
    }

    private mutating func add(_ aspect: Aspect, _ hit: Int, _ opinion: Opinion, _ clause: Clause) {
        var place = 0
        while place < count, sums[place].aspect != aspect { place += 1 }
        let hit = Int32(truncatingIfNeeded: hit)
        if place == count {
            sums[place] = Sum(aspect: aspect, mention: hit)
            count += 1
        }
        switch opinion {
        case .even: sums[place].isEven = true
        case .felt(let felt):
            let strength = felt * clause.weight
            sums[place].total += strength
            if strength > sums[place].praise.strength { sums[place].praise = (hit, strength) }
            if strength < sums[place].blame.strength { sums[place].blame = (hit, strength) }
        }
    }
}
