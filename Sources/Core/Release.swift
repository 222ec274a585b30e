/// Which release of Chorus this is.
public enum Release {
    /// `major.minor.patch`; in manifests, and what `chorus --version` prints.
    public static let version = "0.1.0"
}
