/// Being known, without a request yet: opened by a phone number on its own.
extension Service {
    static let signIn = Service(
        name: "sign_in", intents: [], answer: { _, _ in .say([Reply("affirm_idle")]) })
}
