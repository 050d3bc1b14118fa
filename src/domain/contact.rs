//! People who are written to. Source: api/partner-center.md 1.4 (2026-11-21).

/// A contact; `""` is a part that is not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}
