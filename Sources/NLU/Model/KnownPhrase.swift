/// A phrase that names an entity: from a lookup table or an annotation of an example.
package struct KnownPhrase: Hashable, Comparable, Sendable {
    package var text: String
    package var entity: String
    /// What the phrase stands for: itself, unless a synonym or an annotation says otherwise.
    package var value: String

    package init(text: String, entity: String, value: String) {
        self.text = text
        self.entity = entity
        self.value = value
    }

    package static func < (a: KnownPhrase, b: KnownPhrase) -> Bool {
        (a.text, a.entity, a.value) < (b.text, b.entity, b.value)
    }
}
