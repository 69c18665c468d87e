import { type Fact, identifierNodesOf, visitorNode } from "@waystitch/journey";

/** Facts that are tied together, directly or through others, and to no other facts of their neighbourhood. */
export interface Component {
  readonly facts: readonly Fact[];
  readonly visitorIds: ReadonlySet<string>;
  /** Identifiers that its facts carry, as nodes. */
  readonly identifiers: ReadonlySet<string>;
}

/**
 * Takes facts apart into those that have nothing to do with each other. What is derived of one component is the same whether the others are
 * there or not: rules about identity look no further than facts that share a visitor or an identifier, refused ones among them.
 */
export function componentsOf(facts: readonly Fact[]): readonly Component[] {
  const parents = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    if (root !== node) parents.set(node, root);
    return root;
  };
  for (const fact of facts)
    for (const identifier of identifierNodesOf(fact)) {
      const [one, other] = [rootOf(visitorNode(fact.visitorId)), rootOf(identifier)];
      if (one !== other) parents.set(one, other);
    }
  const found = new Map<string, { facts: Fact[]; visitorIds: Set<string>; identifiers: Set<string> }>();
  for (const fact of facts) {
    const root = rootOf(visitorNode(fact.visitorId));
    const component = found.get(root) ?? { facts: [], visitorIds: new Set(), identifiers: new Set() };
    found.set(root, component);
    component.facts.push(fact);
    component.visitorIds.add(fact.visitorId);
    for (const identifier of identifierNodesOf(fact)) component.identifiers.add(identifier);
  }
  return [...found.values()];
}
