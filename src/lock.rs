//! The browser's locks: of all tabs one at a time holds a name. A browser without locks (an address that is not secure has none) hands
//! out what holds nothing.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What resolves the promise for whose time the browser holds a lock.
type Release = Rc<RefCell<Option<js_sys::Function>>>;

/// A lock, from the time it is asked for until it is dropped: also by who no longer waits for it.
pub struct Lock(Release);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            // Resolving a promise of our own cannot fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

impl Lock {
    /// Waits until no other tab holds `name`.
    pub async fn wait(name: &str) -> Self {
        let lock = Self(Release::default());
        lock.take(name, false).await;
        lock
    }

    /// Takes `name` where nobody holds it; `None` where somebody does.
    pub async fn at_once(name: &str) -> Option<Self> {
        let lock = Self(Release::default());
        lock.take(name, true).await.then_some(lock)
    }

    /// Asks the browser, which waits for who holds it unless it is to be had `at_once`; says whether nobody else holds it now.
    async fn take(&self, name: &str, at_once: bool) -> bool {
        let member = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
        let locks = member(&window().navigator(), "locks").filter(JsValue::is_object);
        let request = locks.as_ref().and_then(|locks| member(locks, "request")?.dyn_into::<js_sys::Function>().ok());
        let (Some(locks), Some(request)) = (locks, request) else { return true };
        let options = js_sys::Object::new();
        // Setting a member of a plain object cannot fail.
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str("ifAvailable"), &JsValue::from_bool(at_once));
        let release = &self.0;
        let held = js_sys::Promise::new(&mut |resolve, _| *release.borrow_mut() = Some(resolve));
        let granted = js_sys::Promise::new(&mut |answer, _| {
            let held = held.clone();
            let callback = Closure::once_into_js(move |lock: JsValue| {
                let has = !lock.is_null();
                let _ = answer.call1(&JsValue::NULL, &JsValue::from_bool(has));
                if has { JsValue::from(held) } else { JsValue::UNDEFINED }
            });
            let _ = request.call3(&locks, &JsValue::from_str(&format!("crossover.{name}")), &options, &callback);
        });
        JsFuture::from(granted).await.is_ok_and(|granted| granted.is_truthy())
    }
}
