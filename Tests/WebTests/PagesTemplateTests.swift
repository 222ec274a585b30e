import ChatLogs
import Core
import Foundation
import Hummingbird
import NIOCore
import Sentiment
import Statistics
import Testing

@testable import Web

@Suite struct PagesTemplateTests {
    @Test func everyTagOfEveryTemplateNamesAPropertyOfItsPage() async throws {
        var walk = try TemplateWalk()
        for page in try await PagesSamples.pages() {
            let site = Site(place: .elsewhere, assets: try Asset.all(), viewer: PagesSamples.viewer)
            walk.walk(type(of: page).template.rawValue, [PageRoot<any PageModel>(site: site, page: page)])
        }
        #expect(walk.faults.sorted() == [])
    }

    @Test func everyPageIsWalked() async throws {
        let walked = try await PagesSamples.pages().map { type(of: $0).template }
        #expect(Set(walked) == Set(PageTemplate.allCases))
    }

    @Test func noTemplateLeavesAnythingUnescaped() throws {
        for (name, text) in try TemplateFolder.texts() {
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name) has an unescaped tag")
            #expect(!text.contains("CONTENT_TYPE"), "\(name) chooses its own escaping")
        }
    }

    @Test func whatTheAPISaysIsEnglishOnEveryPage() throws {
        var count = 0
        for (name, text) in try TemplateFolder.texts() {
            for match in text.matches(
                of: /(<[^<>]*>|[^<>]{0,14})\{\{((sentence|condition|reason)\.text|hint|detail|summary)\}\}/)
            {
                let isTitle = match.output.1.contains("{{#operation}}")
                #expect(isTitle || match.output.1.contains("lang=\"en\""), "\(name): \(match.output.0)")
                count += 1
            }
        }
        #expect(count > 10)
    }

    @Test func noTemplateHasInlineScriptOrStyle() throws {
        for (name, text) in try TemplateFolder.texts() {
            // Scripts are files of the service's own.
            let rest = text.replacing(
                /<script src="\{\{site\.scripts\.[a-z]+\}\}" defer( blocking="render")?><\/script>/, with: "")
            #expect(rest.firstMatch(of: /<script|\sstyle=|\son[a-z]+=|javascript:|<style/) == nil, "\(name)")
            #expect(text.firstMatch(of: /(src|href)="(https?:)?\/\//) == nil, "\(name) fetches from elsewhere")
        }
    }

    @Test func everyWordOfAClosedSetIsInItsTemplate() throws {
        let texts = try TemplateFolder.texts()
        func check(_ words: [String], in template: String) {
            for word in words { #expect(texts[template]?.contains("is.\(word)}}") == true, "\(template): \(word)") }
        }
        check(FeedbackLabel.allCases.map(\.rawValue), in: "label")
        check(Part.Changed.allCases.map(\.rawValue), in: "changed")
        check(Rule.allCases.map(\.rawValue), in: "finding")
        check(AspectOpinion.Aspect.allCases.map(\.rawValue), in: "aspect")
        check(ChatLogs.Status.allCases.map(\.rawValue), in: "status")
        check(Submission.Status.allCases.map(\.rawValue), in: "status")
        check(Rating.Status.allCases.map(\.rawValue), in: "status")
        check(["nothing_to_try", "nothing_to_store"], in: "policy_alert")
        check(Message.worded.map { $0.replacing(".", with: "_") }, in: "message_text")
        check(Array(ErrorPage.worded), in: "error")
        check(SubmitPage.fields + RatePage.fields, in: "faulty_fields")
        check(Polarity.allCases.map(\.rawValue), in: "rated")
        check(Role.allCases.map(\.rawValue), in: "role")
        check(Polarity.allCases.map(\.rawValue), in: "sentiment_word")
        check(Place.allCases.filter { $0 != .elsewhere }.map(\.rawValue), in: "layout")
        check(AuditEntry.Action.allCases.map(\.word), in: "audit_action")
        check(ModerationKind.allCases.map(\.rawValue) + ["all"], in: "moderation_kind")
        check(RatingCluster.Sign.allCases.map(\.rawValue), in: "held_cluster")
        check(HeldEpisodeLine.worded.map(\.rawValue), in: "held_reason")
        check(SnapshotForm.fields, in: "snapshots")
        check(MixLabel.Kind.allCases.map(\.rawValue), in: "mix_label")
        check(MixKey.allCases.map(\.rawValue), in: "mix_key")
        check(MixKey.allCases.map(\.rawValue), in: "split_key")
        check(Snapshot.Status.allCases.map(\.rawValue), in: "snapshot_badges")
        check(["episodes", "windows", "responses", "comparison"], in: "policy")
        check(DocsPiece.Kind.allCases.map(\.rawValue), in: "docs_pieces")
        check(["path", "query", "header"], in: "docs_place")
        check(TokensPage.fields + ["valid", "expired", "revoked"], in: "tokens")
    }
}
