//! Takes out of a split module what fills places of its table with nothing. The splitter keeps places for the functions of each part and
//! writes into the module that they are empty; but a table is empty to begin with.

use crate::shell::Outcome;
use crate::wasm::damaged;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ElementSection, Module};
use wasmparser::{Element, ElementItems, ElementKind, Operator, Parser};

/// The module `wasm` without them.
///
/// # Errors
/// When it is damaged.
pub(crate) fn without_empty(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut module = Module::new();
    Emptying.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|_| damaged())?;
    Ok(module.finish())
}

struct Emptying;

impl Reencode for Emptying {
    type Error = Infallible;

    fn parse_element(&mut self, elements: &mut ElementSection, element: Element<'_>) -> Result<(), Error<Infallible>> {
        if is_nothing(&element)? { Ok(()) } else { utils::parse_element(self, elements, element) }
    }
}

/// Whether an element puts nothing into its places. No other element of what the splitter writes fills those: they are kept for parts.
fn is_nothing(element: &Element<'_>) -> wasmparser::Result<bool> {
    let (ElementKind::Active { .. }, ElementItems::Expressions(_, items)) = (&element.kind, &element.items) else {
        return Ok(false);
    };
    for item in items.clone() {
        if !matches!(item?.get_operators_reader().read()?, Operator::RefNull { .. }) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, Elements, Function, FunctionSection, HeapType, RefType, TableSection, TableType, TypeSection,
    };
    use wasmparser::Payload;

    fn module() -> Vec<u8> {
        let (mut types, mut functions, mut code) = (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        functions.function(0);
        let mut body = Function::new([]);
        body.instructions().end();
        code.function(&body);
        let mut tables = TableSection::new();
        tables.table(TableType { element_type: RefType::FUNCREF, table64: false, minimum: 9, maximum: None, shared: false });
        let (nothing, something) = (ConstExpr::ref_null(HeapType::FUNC), ConstExpr::ref_func(0));
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions([0].as_slice().into()));
        for items in [vec![nothing.clone(), nothing.clone()], vec![nothing.clone(), something], vec![nothing]] {
            elements.active(None, &ConstExpr::i32_const(3), Elements::Expressions(RefType::FUNCREF, items.into()));
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&tables).section(&elements).section(&code);
        module.finish()
    }

    /// How many items each element of a module has.
    fn items(wasm: &[u8]) -> Vec<u32> {
        let sections = Parser::new(0).parse_all(wasm).filter_map(|payload| match payload.expect("valid") {
            Payload::ElementSection(section) => Some(section),
            _ => None,
        });
        sections
            .flatten()
            .map(|element| match element.expect("valid").items {
                ElementItems::Functions(items) => items.count(),
                ElementItems::Expressions(_, items) => items.count(),
            })
            .collect()
    }

    #[test]
    fn what_fills_places_with_nothing_goes_and_the_rest_stays() {
        assert_eq!(items(&module()), [1, 2, 2, 1]);
        assert_eq!(items(&without_empty(&module()).expect("whole")), [1, 2]);
    }

    #[test]
    fn a_damaged_module_is_refused() {
        let whole = module();
        assert!(without_empty(&whole[..whole.len() - 3]).is_err());
    }
}
