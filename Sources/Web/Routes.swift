import Hummingbird

/// The table of contents: method, path, role, handler, nothing else.
enum Routes {
    static func router(_ service: Service) -> Router<AppContext> {
        let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        // Outermost first; errors become answers outside of everything else but the front door.
        router.add(middleware: Problems(pages: service.pages))
        // A middleware applies to what is added after it: these answer without the database, whatever token is shown.
        operations(router, service)
        router.add(middleware: Admittance(service: service))
        router.add(middleware: Authentication(service: service))
        router.add(middleware: Invitation())
        router.add(middleware: Changes(families: service.families))
        api(router.group("v1"), service)
        hub(router, service)
        // After the API: a cookie opens none of it.
        router.add(middleware: Sessions(service: service))
        pages(router, service)
        maintenance(router.group(context: MaintainPageContext.self), service)
        curation(router, service)
        return router
    }

    private static func api(_ v1: RouterGroup<AppContext>, _ service: Service) {
        let maintain = v1.group(context: MaintainContext.self)
        let curate = v1.group(context: CurateContext.self)
        let importing = v1.group(context: ImportContext.self)

        maintain.put("experiments/:experiment", use: service.putExperiment)
        v1.get("experiments", use: service.listExperiments)
        v1.get("experiments/:experiment", use: service.getExperiment)
        maintain.put("experiments/:experiment/parts/:part", use: service.putPart)
        v1.get("experiments/:experiment/parts", use: service.listParts)
        v1.get("experiments/:experiment/parts/:part", use: service.getPart)
        v1.get("experiments/:experiment/parts/:part/summary", use: service.getSummary)
        v1.get("experiments/:experiment/parts/:part/compare/:other", use: service.getComparison)
        v1.get("experiments/:experiment/parts/:part/comments", use: service.listComments)
        v1.get("experiments/:experiment/parts/:part/advice", use: service.getAdvice)
        v1.get("experiments/:experiment/parts/:part/gates", use: service.getGates)
        v1.get("experiments/:experiment/summary", use: service.getExperimentSummary)
        v1.get("experiments/:experiment/logbook.md", use: service.getLogbook)

        v1.get("experiments/:experiment/leads", use: service.listLeads)
        maintain.post("experiments/:experiment/leads", use: service.postLead)
        maintain.patch("experiments/:experiment/leads/:id", use: service.patchLead)
        v1.post("experiments/:experiment/leads/:id/confirm", use: service.confirmLead)

        v1.post("submissions", use: service.postSubmission)
        v1.post("submissions/preview", use: service.previewSubmission)
        v1.get("submissions/:id", use: service.getSubmission)
        v1.delete("submissions/:id", use: service.deleteSubmission)

        v1.post("ratings", use: service.postRating)
        importing.post("ratings/batch", use: service.postRatings)
        v1.get("ratings/:id", use: service.getRating)
        v1.patch("ratings/:id", use: service.patchRating)
        v1.delete("ratings/:id", use: service.deleteRating)
        maintain.post("ratings/:id/decision", use: service.postRatingDecision)

        importing.post("import/:source", use: service.postImport)

        maintain.get("moderation/queue", use: service.getModerationQueue)
        maintain.post("moderation/clusters/:id/decision", use: service.postClusterDecision)
        maintain.post("submissions/:id/decision", use: service.postSubmissionDecision)
        maintain.get("audit", use: service.listAudit)

        curate.get("feed", use: service.pullFeed)
        curate.get("consumers", use: service.listConsumers)
        curate.get("consumers/:name", use: service.getConsumer)
        curate.put("consumers/:name", use: service.putConsumer)
        curate.delete("consumers/:name", use: service.deleteConsumer)

        curate.get("policies", use: service.listPolicies)
        curate.put("policies/:name", use: service.putPolicy)
        curate.get("policies/:name", use: service.getPolicy)
        curate.get("policies/:name/versions", use: service.listPolicyVersions)
        curate.post("policies/dry-run", use: service.dryRunPolicy)

        curate.post("snapshots", use: service.postSnapshot)
        v1.get("snapshots", use: service.listSnapshots)
        v1.get("snapshots/:name", use: service.getSnapshot)
        v1.get("snapshots/:name/**", use: service.getSnapshotFile)
        curate.get("experiments/:experiment/parts/:part/lockfile", use: service.getLockfile)
        curate.get("experiments/:experiment/parts/:part/mix", use: service.getPartMix)
        curate.post("mix", use: service.postMix)
    }

    /// Snapshots as clients of the Hugging Face Hub look for them.
    private static func hub(_ router: Router<AppContext>, _ service: Service) {
        router.get("api/datasets/:owner/:name", use: service.hubInfo)
        router.get("api/datasets/:owner/:name/revision/:revision", use: service.hubInfo)
        router.get("api/datasets/:owner/:name/tree/:revision", use: service.hubTree)
        router.get("api/datasets/:owner/:name/tree/:revision/**", use: service.hubTree)
        router.get("datasets/:owner/:name/resolve/:revision/**", use: service.hubFile)
    }

    private static func pages(_ router: Router<AppContext>, _ service: Service) {
        router.get("/", use: service.homePage)
        router.get("submit", use: service.submitPage)
        router.post("submit", use: service.postSubmitPage)
        router.get("receipts", use: service.receiptsPage)
        router.post("receipts", use: service.postReceiptsPage)
        router.get("rate/:experiment/:part", use: service.ratePage)
        router.post("rate/:experiment/:part", use: service.postRatePage)
        router.get("experiments/:experiment", use: service.experimentPage)
        router.get("experiments/:experiment/parts/:part", use: service.partPage)
        router.get("experiments/:experiment/parts/:part/report.md", use: service.partReport)
        router.get("experiments/:experiment/parts/:part/comments.csv", use: service.partComments)
        router.get("experiments/:experiment/compare", use: service.comparePage)
        router.get("privacy", use: service.privacyPage)
        router.get("status", use: service.statusPage)
        if service.pages.isDevelopment { router.get("styleguide", use: service.styleguidePage) }
        router.get("sign-in", use: service.signInPage)
        router.post("sign-in", use: service.postSignInPage)
        router.post("sign-out", use: service.postSignOut)
    }

    /// Pages of maintainers: who is not signed in is led to sign in and back.
    private static func maintenance(_ pages: RouterGroup<MaintainPageContext>, _ service: Service) {
        pages.get("moderation", use: service.moderationPage)
        pages.post("moderation", use: service.postModerationPage)
        pages.get("tokens", use: service.tokensPage)
        pages.post("tokens", use: service.postTokensPage)
        pages.get("audit", use: service.auditPage)
    }

    /// Pages of curators; what is public of snapshots is for everybody.
    private static func curation(_ router: Router<AppContext>, _ service: Service) {
        let curate = router.group(context: CuratePageContext.self)
        curate.get("policies", use: service.policiesPage)
        curate.post("policies", use: service.postPoliciesPage)
        curate.get("policies/:name", use: service.policyPage)
        router.get("snapshots", use: service.snapshotsPage)
        curate.post("snapshots", use: service.postSnapshotsPage)
        router.get("snapshots/:name", use: service.snapshotPage)
        router.get("snapshots/:name/**", use: service.snapshotPageFile)
    }

    private static func operations(_ router: Router<AppContext>, _ service: Service) {
        router.get("assets/:file", use: service.asset)
        router.get("livez", use: service.livez)
        router.get("readyz", use: service.readyz)
        router.get("metrics", use: service.metricsPage)
        router.get("openapi.json", use: service.openAPI)
        router.get("docs", use: service.docsPage)
        router.get("docs/operations/:operation", use: service.docsOperationPage)
        router.get("docs/schemas/:schema", use: service.docsSchemaPage)
    }
}
