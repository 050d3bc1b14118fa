//! Offers, orders and carts.

use crossover::domain::cart::{CartError, CartLine};
use crossover::domain::order::{NewOrder, NewOrderLine};
use futures_executor::block_on;

use crate::harness::{Check, customer, fixture, id, record, reply};

pub(crate) const CHECKS: &[(&str, Check)] = &[
    ("offers.list.response-200.json", |sample| {
        let offers = sample.gives(|client| block_on(client.list_offers("US")));
        let [offer] = &offers[..] else { panic!("one, although the sample counts 12") };
        assert_eq!(offer.id, id!(OfferId, "E60E0348-1710-484B-992A-32B294D4CDE1"));
        assert_eq!((offer.minimum_quantity, offer.maximum_quantity, offer.limit), (1, Some(10_000_000), None));
        assert_eq!(
            (offer.category.as_str(), offer.product.as_str(), offer.unit.as_str()),
            ("Government", "Azure Rights Management Premium", "Licenses")
        );
        assert!(offer.is_available && !offer.is_add_on && !offer.is_trial && offer.prerequisites.is_empty());
        assert_eq!(offer.learn_more.as_deref(), Some("http://g.microsoftonline.com/0BXPS00en/0000"));
    }),
    ("offers.addons.response-200.json", |sample| {
        let base = id!(OfferId, "35A36B80-270A-44BF-9290-00545D350866");
        let offers = sample.gives(|client| block_on(client.list_add_on_offers(&base, "us")));
        let found: Vec<_> = offers.iter().map(|offer| (offer.id.as_str(), offer.prerequisites.len())).collect();
        assert_eq!(found, [("2828BE95-46BA-4F91-B2FD-0BEF192ECF60", 10), ("45320EC9-9B8E-49D0-B900-F14141A0ABD1", 6)]);
        assert!(offers.iter().all(|offer| offer.is_add_on) && offers[0].prerequisites.contains(&base));
    }),
    ("orders.create-for-indirect-reseller.request.json", |sample| {
        let answer = vec![reply(201, &fixture("orders.create-for-indirect-reseller.response-201.json"))];
        assert!(sample.is_sent_by(answer, |client| block_on(client.create_order(&new_order()))).is_ok());
    }),
    ("orders.create-for-indirect-reseller.response-201.json", |sample| {
        let order = sample.gives(|client| block_on(client.create_order(&new_order())));
        assert_eq!(order.id, id!(OrderId, "3eddcac6-63b2-4c40-b0b6-f47e18301492"));
        assert_eq!(order.created.map(|at| at.to_string()).as_deref(), Some("2017-04-10T23:02:25.983Z"));
        let [line] = &order.lines[..] else { panic!("one") };
        assert_eq!(line.subscription, Some(id!(SubscriptionId, "42226ED6-070A-4E0F-B80C-4CDFB3E97AA7")));
        assert_eq!((line.quantity, line.partner_of_record.clone(), &line.parent), (5, Some(id!(MpnId, "4847383")), &None));
    }),
    ("carts.create.request.json", |sample| {
        let answer = vec![reply(201, &fixture("carts.create.response-201.json"))];
        assert!(sample.is_sent_by(answer, |client| block_on(client.create_cart(&customer(), &cart_lines()))).is_ok());
    }),
    ("carts.create.response-201.json", |sample| {
        let cart = sample.gives(|client| block_on(client.create_cart(&customer(), &cart_lines())));
        assert_eq!((cart.id.as_str(), cart.status.as_str()), ("3655b1a0-b1c9-4268-9824-577fdbc4d0be", "Active"));
        assert_eq!(cart.expires.map(|at| at.to_string()).as_deref(), Some("2019-01-16T01:00:54.4188497Z"));
        let groups: Vec<_> = cart.lines.iter().map(|line| (line.id, line.order_group.as_str(), line.currency.as_str())).collect();
        assert_eq!(
            groups,
            [(0, "OMS-0", "USD"), (1, "0", "USD"), (2, "0", "USD"), (3, "0", "USD"), (4, "1", "USD"), (5, "2", "USD")]
        );
        assert_eq!((cart.lines[5].renews_to.as_deref(), cart.lines[5].quantity, &cart.lines[5].error), (Some("P1Y"), 10, &None));
        assert!(cart.lines[1].provisioning.contains(&("scope".to_owned(), "shared".to_owned())));
    }),
    ("carts.checkout.response-201.json", |sample| {
        let checkout =
            sample.gives(|client| block_on(client.check_out(&customer(), &id!(CartId, "3655b1a0-b1c9-4268-9824-577fdbc4d0be"))));
        let found: Vec<_> =
            checkout.orders.iter().map(|order| (order.id.as_str(), order.status.as_str(), order.lines.len())).collect();
        let expected = [
            ("3c6f2530-1e31-4088-8230-dd1c31a18bce", "completed", 1),
            ("311qiN8iFwkv-XARWMvXRYAwYKMACVqv1", "pending", 3),
            ("HVu_cO8Ea7fNRQP4ia1QTpZap-kg_7P71", "pending", 1),
        ];
        assert_eq!(found, expected);
        assert_eq!(checkout.errors, Vec::new());
        assert!(checkout.orders[0].lines[0].subscription.is_some() && checkout.orders[1].lines[0].subscription.is_none());
    }),
];

fn new_order() -> NewOrder {
    NewOrder {
        customer: id!(CustomerId, "c501c3c4-d776-40ef-9ecf-9cefb59442c1"),
        billing_cycle: "unknown".to_owned(),
        lines: vec![NewOrderLine {
            offer: id!(OfferId, "DB2E705F-B82A-4024-A3D5-D88E12F2DB35"),
            quantity: 5,
            friendly_name: "New offer purchase.".to_owned(),
            parent: None,
            partner_of_record: Some(id!(MpnId, "4847383")),
        }],
    }
}

fn cart_line(id: u64, item: &str, quantity: u64, cycle: &str, term: Option<&str>) -> CartLine {
    CartLine {
        id,
        item: id!(OfferId, item),
        friendly_name: String::new(),
        quantity,
        currency: String::new(),
        billing_cycle: cycle.to_owned(),
        term: term.map(str::to_owned),
        renews_to: None,
        participants: Vec::new(),
        provisioning: Vec::new(),
        order_group: String::new(),
        add_ons: Vec::new(),
        error: None,
    }
}

fn cart_lines() -> Vec<CartLine> {
    let reservation = |scope: &str| {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        vec![pair("subscriptionId", "1C461A25-F729-4FA5-AADB-280947DD05E8"), pair("scope", scope)]
    };
    vec![
        cart_line(0, "MS-AZR-0145P", 1, "monthly", Some("P1Y")),
        CartLine {
            provisioning: reservation("shared"),
            ..cart_line(1, "DZH318Z0BQ36:004G:DZH318Z08C0S", 1, "one_time", Some("P1Y"))
        },
        CartLine {
            provisioning: reservation("single"),
            ..cart_line(2, "DZH318Z0BQ36:004J:DZH318Z08B8X", 1, "one_time", Some("P3Y"))
        },
        cart_line(3, "DG7GMGF0DWTL:0001:DG7GMGF0DSFM", 1, "one_time", None),
        cart_line(4, "DZH318Z0BXWC:0002:DZH318Z0BMRV", 1, "monthly", Some("P1M")),
        CartLine { renews_to: Some("P1Y".to_owned()), ..cart_line(5, "DZH318Z0C0WF:0001:DZH318Z0BP69", 10, "none", Some("P1M")) },
    ]
}

#[test]
fn a_line_of_a_cart_is_read_back_as_it_was_written() {
    let add_on = CartLine { friendly_name: "Add-on".to_owned(), ..cart_line(1, "a:b:d", 1, "monthly", None) };
    let participants = vec![("transaction_reseller".to_owned(), "4847383".to_owned())];
    let line = CartLine { participants, add_ons: vec![add_on], ..cart_line(0, "a:b:c", 2, "monthly", Some("P1M")) };
    let mut written = crossover::wire::cart::write_new(std::slice::from_ref(&line));
    written["id"] = "cart".into();
    let cart = crossover::wire::cart::read(crossover::wire::json::Node::new(&written)).unwrap();
    assert_eq!(cart.lines, [line]);
}

#[test]
fn a_purchase_that_failed_is_told_apart_although_the_call_succeeded() {
    let body = r#"{"orders":null,"orderErrors":[{"orderGroupId":0,"code":800060,"description":"An order runs."}]}"#;
    let (outcome, _) = record(vec![reply(201, body)], |client| block_on(client.check_out(&customer(), &id!(CartId, "cart"))));
    let checkout = outcome.unwrap();
    let error = CartError { code: "800060".to_owned(), text: "An order runs.".to_owned() };
    assert_eq!((checkout.orders, checkout.errors), (Vec::new(), vec![("0".to_owned(), error)]));
}

#[test]
fn the_lines_of_an_order_are_numbered_and_name_their_base() {
    let mut order = new_order();
    order.lines.push(NewOrderLine { parent: Some(id!(SubscriptionId, "base")), ..order.lines[0].clone() });
    let written = crossover::wire::order::write_new(&order);
    assert_eq!((&written["lineItems"][0]["lineItemNumber"], &written["lineItems"][1]["lineItemNumber"]), (&0.into(), &1.into()));
    assert_eq!(written["lineItems"][1]["parentSubscriptionId"], "base");
}
