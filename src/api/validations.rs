//! Checks that the service makes before anything is sent for good.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::address::{Address, AddressCheck};
use crate::wire::address;

impl Client {
    /// Has an address checked: `POST /v1/validations/address` (api/partner-center.md 10.3). A wrong one comes back corrected
    /// where the service has a correction (2007).
    ///
    /// # Errors
    /// `field-invalid` where it has none; else as [`Client::send`].
    pub async fn check_address(&self, asked: &Address) -> Result<AddressCheck, ApiError> {
        let request = Request::new(Method::Post, &["v1", "validations", "address"]).json(&address::write(asked));
        match self.send(request).await {
            Ok(_) => Ok(AddressCheck::Valid),
            Err(error) => error.refusal().and_then(|refusal| address::read_correction(refusal, asked)).ok_or(error),
        }
    }
}
