// Tells whose private parts stay private: types that stand for another by `Deref`, and their inherent impls.
import type { Declaration } from '../resolve/declaration.js';
import type { Scope } from '../resolve/scope.js';
import { childOf, textOf } from '../syntax/syntax-node.js';
import { implPlaces } from './impl-heads.js';

/**
 * A field or method of such a type that is public hides one of the same name behind it, so that code of others would mean
 * something else.
 *
 * @param opened keys of types whose parts other units use all the same
 */
export function closedTypes(
  declarations: readonly Declaration[],
  scope: Scope,
  opened: ReadonlySet<string>,
): ReadonlySet<Declaration> {
  const impls = declarations.filter(({ item }) => item.kind === 'impl');
  const hostOf = (impl: Declaration) => implPlaces(impl, scope).hosts[0];
  const types = new Set(
    impls
      .filter(isDeref)
      .flatMap((impl) => hostOf(impl) ?? [])
      .filter(({ key }) => !opened.has(key)),
  );
  const inherent = impls.filter((impl) => {
    const host = childOf(impl.item.node, 'trait') ? undefined : hostOf(impl);
    return host !== undefined && types.has(host);
  });
  return new Set([...types, ...inherent]);
}

function isDeref({ item: { node, file } }: Declaration): boolean {
  const trait = childOf(node, 'trait');
  return trait !== undefined && /(?:^|::)Deref$/.test(textOf(file.text, trait));
}
