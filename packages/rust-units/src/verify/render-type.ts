// Renders types, bounds and generics of rustdoc's JSON as Rust: takes them and a way to name what an id stands for.
import { type Json, type JsonObject, listOf, objectOf } from './rustdoc-json.js';

/** Takes the id of a type or trait, and its path as it was written, for what has no id. */
export type NameOf = (id: Json | undefined, written: string) => string;

export function renderType(type: Json | undefined, nameOf: NameOf): string {
  const [[kind, value] = ['', undefined]] = Object.entries(objectOf(type));
  const render = (inner: Json | undefined) => renderType(inner, nameOf);
  const detail = objectOf(value);
  switch (kind) {
    case 'resolved_path':
      return renderPath(detail, nameOf);
    case 'generic':
    case 'primitive':
      return value === 'never' ? '!' : String(value);
    case 'tuple':
      return `(${listOf(value).map(render).join(', ')})`;
    case 'slice':
      return `[${render(value)}]`;
    case 'array':
      return `[${render(detail.type)}; ${detail.len}]`;
    case 'raw_pointer':
      return `*${detail.is_mutable ? 'mut' : 'const'} ${render(detail.type)}`;
    case 'borrowed_ref': {
      const words = [detail.lifetime, detail.is_mutable ? 'mut' : undefined].filter(Boolean);
      return `&${[...words, render(detail.type)].join(' ')}`;
    }
    case 'impl_trait':
      return `impl ${renderBounds(value, nameOf)}`;
    case 'dyn_trait': {
      const traits = listOf(detail.traits).map((bound) => {
        const { trait, generic_params } = objectOf(bound);
        return `${renderForAll(generic_params, nameOf)}${renderPath(objectOf(trait), nameOf)}`;
      });
      return `dyn ${[...traits.sort(), ...(detail.lifetime ? [String(detail.lifetime)] : [])].join(' + ')}`;
    }
    case 'function_pointer':
      return `${renderForAll(detail.generic_params, nameOf)}${renderFunction(detail, '', nameOf)}`;
    case 'qualified_path': {
      const trait = objectOf(detail.trait);
      const of = trait.id === undefined ? '' : ` as ${renderPath(trait, nameOf)}`;
      return `<${render(detail.self_type)}${of}>::${detail.name}${renderArguments(detail.args, nameOf)}`;
    }
    default:
      return type === null || type === undefined ? '()' : JSON.stringify(type);
  }
}

/** `(u8, &str) -> bool`, with what stands before `fn`. Names of arguments are no part of it. */
export function renderFunction(detail: JsonObject, name: string, nameOf: NameOf): string {
  const { inputs, output, is_c_variadic } = objectOf(detail.sig);
  const header = objectOf(detail.header);
  const abi =
    header.abi === undefined || header.abi === 'Rust' ? '' : `extern ${JSON.stringify(header.abi)} `;
  const words = ['const', 'async', 'unsafe'].filter((word) => header[`is_${word}`]).map((word) => `${word} `);
  const types = listOf(inputs).map((input) => renderType(listOf(input)[1], nameOf));
  const result = output === null || output === undefined ? '' : ` -> ${renderType(output, nameOf)}`;
  const all = [...types, ...(is_c_variadic ? ['...'] : [])].join(', ');
  return `${words.join('')}${abi}fn${name === '' ? '' : ` ${name}`}${renderParameters(detail.generics, nameOf)}(${all})${result}${renderWhere(detail.generics, nameOf)}`;
}

export function renderPath({ path, id, args }: JsonObject, nameOf: NameOf): string {
  return `${nameOf(id, String(path ?? ''))}${renderArguments(args, nameOf)}`;
}

function renderArguments(args: Json | undefined, nameOf: NameOf): string {
  const { angle_bracketed, parenthesized } = objectOf(args);
  if (parenthesized !== undefined) {
    const { inputs, output } = objectOf(parenthesized);
    const result = output === null || output === undefined ? '' : ` -> ${renderType(output, nameOf)}`;
    return `(${listOf(inputs)
      .map((input) => renderType(input, nameOf))
      .join(', ')})${result}`;
  }
  const parts = [
    ...listOf(objectOf(angle_bracketed).args).map((arg) => renderArgument(arg, nameOf)),
    ...listOf(objectOf(angle_bracketed).constraints).map((one) => {
      const { name, args: inner, binding } = objectOf(one);
      const { equality, constraint } = objectOf(binding);
      const is =
        equality === undefined
          ? `: ${renderBounds(constraint, nameOf)}`
          : ` = ${renderArgument(equality, nameOf)}`;
      return `${name}${renderArguments(inner, nameOf)}${is}`;
    }),
  ];
  return parts.length === 0 ? '' : `<${parts.join(', ')}>`;
}

function renderArgument(argument: Json, nameOf: NameOf): string {
  const { lifetime, type, const: constant } = objectOf(argument);
  if (lifetime !== undefined) return String(lifetime);
  if (type !== undefined) return renderType(type, nameOf);
  return constant === undefined ? '_' : String(objectOf(constant).expr ?? constant);
}

/** Sorted: the order of bounds says nothing. */
export function renderBounds(bounds: Json | undefined, nameOf: NameOf): string {
  return listOf(bounds)
    .map((bound) => {
      const { trait_bound, outlives, use } = objectOf(bound);
      if (outlives !== undefined) return String(outlives);
      if (use !== undefined)
        return `use<${listOf(use)
          .map((one) => String(Object.values(objectOf(one))[0]))
          .join(', ')}>`;
      const { trait, generic_params, modifier } = objectOf(trait_bound);
      const mark = modifier === 'maybe' ? '?' : modifier === 'maybe_const' ? '~const ' : '';
      return `${mark}${renderForAll(generic_params, nameOf)}${renderPath(objectOf(trait), nameOf)}`;
    })
    .sort()
    .join(' + ');
}

function renderForAll(parameters: Json | undefined, nameOf: NameOf): string {
  const list = listOf(parameters);
  return list.length === 0 ? '' : `for<${list.map((one) => renderParameter(one, nameOf)).join(', ')}> `;
}

export function renderParameters(generics: Json | undefined, nameOf: NameOf): string {
  // `impl Trait` as an argument is a parameter too, and shows where it is used.
  const own = listOf(objectOf(generics).params).filter(
    (one) => objectOf(objectOf(objectOf(one).kind).type).is_synthetic !== true,
  );
  return own.length === 0 ? '' : `<${own.map((one) => renderParameter(one, nameOf)).join(', ')}>`;
}

function renderParameter(parameter: Json, nameOf: NameOf): string {
  const { name, kind } = objectOf(parameter);
  const { lifetime, type, const: constant } = objectOf(kind);
  if (lifetime !== undefined) {
    const outlives = listOf(objectOf(lifetime).outlives);
    return `${name}${outlives.length > 0 ? `: ${outlives.join(' + ')}` : ''}`;
  }
  if (constant !== undefined) {
    const { type: of, default: preset } = objectOf(constant);
    return `const ${name}: ${renderType(of, nameOf)}${preset ? ` = ${preset}` : ''}`;
  }
  const { bounds, default: preset } = objectOf(type);
  const is = listOf(bounds).length > 0 ? `: ${renderBounds(bounds, nameOf)}` : '';
  return `${name}${is}${preset ? ` = ${renderType(preset, nameOf)}` : ''}`;
}

export function renderWhere(generics: Json | undefined, nameOf: NameOf): string {
  const predicates = listOf(objectOf(generics).where_predicates).map((predicate) => {
    const { bound_predicate, lifetime_predicate, eq_predicate } = objectOf(predicate);
    if (bound_predicate !== undefined) {
      const { type, bounds, generic_params } = objectOf(bound_predicate);
      return `${renderForAll(generic_params, nameOf)}${renderType(type, nameOf)}: ${renderBounds(bounds, nameOf)}`;
    }
    if (lifetime_predicate !== undefined) {
      const { lifetime, outlives } = objectOf(lifetime_predicate);
      return `${lifetime}: ${listOf(outlives).join(' + ')}`;
    }
    const { lhs, rhs } = objectOf(eq_predicate);
    return `${renderType(lhs, nameOf)} == ${renderArgument(rhs ?? null, nameOf)}`;
  });
  return predicates.length === 0 ? '' : ` where ${predicates.sort().join(', ')}`;
}
