// Renders what a user of an item must know of it: takes the item as rustdoc has it, gives one line like Rust.
import {
  type NameOf,
  renderBounds,
  renderFunction,
  renderParameters,
  renderType,
  renderWhere,
} from './render-type.js';
import { detailOf, type Json, kindOf, listOf, objectOf, type RustdocItem } from './rustdoc-json.js';

/** Attributes that users of an item feel. */
const felt = /non_exhaustive|must_?use|repr|no_mangle|NoMangle|export_name|target_feature|track_caller/i;

export function signatureOf(item: RustdocItem, nameOf: NameOf): string {
  const attributes = item.attrs
    .map((attribute) => JSON.stringify(attribute))
    .filter((text) => felt.test(text));
  const deprecated = item.deprecation === null ? [] : ['deprecated'];
  return [...attributes.sort(), ...deprecated, shapeOf(item, nameOf)].join(' ');
}

function shapeOf(item: RustdocItem, nameOf: NameOf): string {
  const detail = detailOf(item);
  const kind = kindOf(item);
  const name = item.name ?? '';
  const generic = `${renderParameters(detail.generics, nameOf)}${renderWhere(detail.generics, nameOf)}`;
  const type = (value: Json | undefined) => renderType(value, nameOf);
  switch (kind) {
    case 'function':
      return renderFunction(detail, name, nameOf) + (detail.has_body ? '' : ';');
    case 'struct': {
      const { tuple } = objectOf(detail.kind);
      const shape =
        detail.kind === 'unit' ? 'unit' : tuple === undefined ? 'fields' : `tuple of ${listOf(tuple).length}`;
      return `struct ${name}${generic} (${shape})`;
    }
    case 'struct_field':
      return type(item.inner.struct_field);
    case 'variant': {
      const { tuple, struct } = objectOf(detail.kind);
      const shape =
        tuple === undefined
          ? struct === undefined
            ? 'plain'
            : 'fields'
          : `tuple of ${listOf(tuple).length}`;
      return `variant ${name} (${shape})${detail.discriminant ? ` = ${objectOf(detail.discriminant).value}` : ''}`;
    }
    case 'trait': {
      const words = [detail.is_unsafe && 'unsafe ', detail.is_auto && 'auto '].filter(Boolean).join('');
      const object = detail.is_dyn_compatible ? ' (dyn)' : '';
      return `${words}trait ${name}${generic}: ${renderBounds(detail.bounds, nameOf)}${object}`;
    }
    case 'assoc_type':
      return `type ${name}${generic}: ${renderBounds(detail.bounds, nameOf)} = ${type(detail.type)}`;
    case 'assoc_const':
      return `const ${name}: ${type(detail.type)}${detail.value === null ? ';' : ' = …'}`;
    case 'constant': {
      const { value } = objectOf(detail.const);
      return `const ${name}: ${type(detail.type)}${value === null ? '' : ` = ${value}`}`;
    }
    case 'static':
      return `static ${detail.is_mutable ? 'mut ' : ''}${name}: ${type(detail.type)}`;
    case 'type_alias':
      return `type ${name}${generic} = ${type(detail.type)}`;
    case 'macro':
      return String(item.inner.macro).replace(/\s+/g, ' ');
    default:
      return `${wordOf(kind)} ${name}${generic}`;
  }
}

const words: Readonly<Record<string, string>> = {
  struct_field: 'field',
  assoc_type: 'associated type',
  assoc_const: 'associated constant',
  type_alias: 'type alias',
  trait_alias: 'trait alias',
  proc_macro: 'macro',
};

export function wordOf(kind: string): string {
  return words[kind] ?? kind;
}
