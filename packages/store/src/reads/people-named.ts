import { partOfPerson, visitorNode } from "@waystitch/journey";
import { sql } from "kysely";
import type { Database } from "../database.js";
import { nodePart } from "../stitch/graph.js";
import { type JourneyLine, selectLines } from "./journey-line.js";
import { loadPersonKey } from "./person-key.js";

/** Somebody who was seen with a node. */
export interface FoundPerson {
  readonly line: JourneyLine;
  /** The nodes that led to them. */
  readonly nodes: readonly string[];
}

/** The most visitors that are followed from one identifier, and the most people that are told. */
const MOST_VISITORS = 200;
const MOST_PEOPLE = 50;

interface Hit {
  readonly node: string;
  readonly personId: string;
}

const rowsOf = (siteId: string, nodes: readonly string[]): string =>
  JSON.stringify(nodes.map((node) => ({ part: nodePart(siteId, node), node })));

const isVisitor = (node: string): boolean => node.startsWith(visitorNode(""));

/** The visitors that were seen with identifiers. */
async function loadBearers(db: Database, siteId: string, identifiers: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ neighbour: string }>`
    select distinct e.neighbour
    from jsonb_to_recordset(${rowsOf(siteId, identifiers)}::jsonb) as n(part smallint, node text)
    cross join lateral (
      select neighbour from identity_edges i where i.part = n.part and i.site_id = ${siteId} and i.node = n.node
      limit ${MOST_VISITORS}) e`.execute(db);
  return rows.map(({ neighbour }) => neighbour).filter(isVisitor);
}

/** The persons that some visitors were made into last. */
async function loadPersonsOf(db: Database, siteId: string, visitors: readonly string[]): Promise<readonly Hit[]> {
  const { rows } = await sql<Hit>`
    select i.node, p.person_id as "personId"
    from jsonb_to_recordset(${rowsOf(siteId, visitors)}::jsonb) as n(part smallint, node text)
    join identity_nodes i on i.part = n.part and i.site_id = ${siteId} and i.node = n.node
    cross join unnest(i.person_ids) as p(person_id)
    limit ${MOST_VISITORS * 5}`.execute(db);
  return rows;
}

/** Of the persons on an identifier's browsers, those who were seen with it themselves: a browser may be shared. */
async function loadHolders(
  db: Database,
  siteId: string,
  persons: readonly string[],
  identifiers: readonly string[],
): Promise<readonly Hit[]> {
  const keys = persons.map((personId) => ({ part: partOfPerson(personId), person_id: personId }));
  const { rows } = await sql<Hit>`
    select i.identifier as node, i.person_id as "personId"
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(part smallint, person_id text)
    join person_identifiers i on i.part = k.part and i.site_id = ${siteId} and i.person_id = k.person_id
    where i.identifier = any(${[...identifiers]})`.execute(db);
  return rows;
}

async function loadLines(db: Database, siteId: string, personIds: readonly string[]): Promise<readonly JourneyLine[]> {
  const parts = [...new Set(personIds.map(partOfPerson))].filter((part) => part !== null);
  if (parts.length === 0) return [];
  return await selectLines(db, siteId)
    .where("part", "in", parts)
    .where("person_id", "in", [...personIds])
    .orderBy("last_seen_at", "desc")
    .orderBy("person_id")
    .limit(MOST_PEOPLE)
    .execute();
}

/** Somebody's line by an id they have or once had. */
export async function loadPersonLine(db: Database, siteId: string, personId: string): Promise<JourneyLine | null> {
  const key = await loadPersonKey(db, siteId, personId);
  return key === null ? null : ((await loadLines(db, siteId, [key.personId]))[0] ?? null);
}

/**
 * Finds the people of a site by what names them, as nodes of the identity graph: `visitor:...`, `user:...`, `email:...` and its
 * keyed hash, `phone:...`, `order:...`. The latest seen comes first.
 */
export async function loadPeopleNamed(db: Database, siteId: string, nodes: readonly string[]): Promise<readonly FoundPerson[]> {
  const identifiers = nodes.filter((node) => !isVisitor(node));
  const visitors = nodes.filter(isVisitor);
  const bearers = identifiers.length === 0 ? [] : await loadBearers(db, siteId, identifiers);
  const reached = bearers.length === 0 ? [] : await loadPersonsOf(db, siteId, bearers);
  const persons = [...new Set(reached.map(({ personId }) => personId))];
  const holders = persons.length === 0 ? [] : await loadHolders(db, siteId, persons, identifiers);
  const hits = [...holders, ...(visitors.length === 0 ? [] : await loadPersonsOf(db, siteId, visitors))];
  const lines = await loadLines(db, siteId, [...new Set(hits.map(({ personId }) => personId))]);
  return lines.map((line) => ({
    line,
    nodes: [...new Set(hits.filter(({ personId }) => personId === line.personId).map(({ node }) => node))].sort(),
  }));
}
