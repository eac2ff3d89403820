use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A well-formed NOC 2021 code: five digits, the second of which is the TEER.
///
/// Whether such a unit group exists is for [`super::Classification::group`] to say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NocCode([u8; 5]);

/// The text is not five digits, or its second digit is no TEER.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "expected a NOC code, five digits of which the second is 0 to 5, such as 10022, found {0:?}"
)]
pub struct InvalidCode(pub String);

impl NocCode {
    /// The five digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The training, education, experience and responsibilities level: the code's second digit.
    pub fn teer(self) -> Teer {
        Teer(self.0[1] - b'0')
    }

    /// Whether both are of one minor group of the classification: their first four digits are the same.
    pub fn shares_minor_group(self, other: NocCode) -> bool {
        self.0[..4] == other.0[..4]
    }
}

impl FromStr for NocCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let invalid = || InvalidCode(text.to_owned());
        let digits: [u8; 5] = text.as_bytes().try_into().map_err(|_| invalid())?;
        if digits.iter().all(u8::is_ascii_digit) && digits[1] <= b'5' {
            Ok(NocCode(digits))
        } else {
            Err(invalid())
        }
    }
}

impl TryFrom<String> for NocCode {
    type Error = InvalidCode;

    fn try_from(text: String) -> Result<Self, InvalidCode> {
        text.parse()
    }
}

impl From<NocCode> for String {
    fn from(code: NocCode) -> String {
        code.as_str().to_owned()
    }
}

impl fmt::Display for NocCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for NocCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A well-formed code of a version up to NOC 2016: four digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OldNocCode([u8; 4]);

/// The text is not four digits.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected a code of an earlier version, four digits such as 2173, found {0:?}")]
pub struct InvalidOldCode(pub String);

impl OldNocCode {
    /// The four digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for OldNocCode {
    type Err = InvalidOldCode;

    fn from_str(text: &str) -> Result<Self, InvalidOldCode> {
        let digits: Result<[u8; 4], _> = text.as_bytes().try_into();
        digits
            .ok()
            .filter(|digits| digits.iter().all(u8::is_ascii_digit))
            .map(OldNocCode)
            .ok_or_else(|| InvalidOldCode(text.to_owned()))
    }
}

impl fmt::Display for OldNocCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for OldNocCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A TEER level, 0 (management) to 5 (short demonstration).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Teer(u8);

impl Teer {
    const LOWEST: u8 = 5;

    /// The level with this number; none above 5.
    pub fn new(level: u8) -> Option<Self> {
        (level <= Self::LOWEST).then_some(Teer(level))
    }

    /// The level as a number, 0 to 5.
    pub fn level(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Teer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_five_digits_with_a_teer() {
        assert_eq!("31301".parse::<NocCode>().unwrap().teer().level(), 1);
        assert_eq!("00010".parse::<NocCode>().unwrap().to_string(), "00010");
        for wrong in [
            "",
            "3130",
            "313011",
            "3130a",
            "36301",
            "３１３０１",
            "-1301",
        ] {
            assert!(wrong.parse::<NocCode>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_old_code_is_four_digits() {
        assert_eq!("0213".parse::<OldNocCode>().unwrap().to_string(), "0213");
        for wrong in ["", "213", "21730", "217a", "２１７３"] {
            assert!(wrong.parse::<OldNocCode>().is_err(), "{wrong:?}");
        }
    }
}
