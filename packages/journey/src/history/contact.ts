import type { Fact } from "../fact.js";
import { addMilestone, type History } from "./history.js";
import type { Meaning } from "./meaning.js";

/** An identify this close before a lead event of the same visitor belongs to it and is no lead of its own. */
const SAME_FORM_MS = 60 * 1000;

/** Takes back the lead that an identify made: the form that sent it has now spoken for itself. */
function withdrawLead(history: History, index: number): void {
  history.milestones.splice(index, 1);
  for (let at = index; at < history.milestones.length; at++) {
    const milestone = history.milestones[at];
    if (milestone !== undefined) history.milestones[at] = { ...milestone, sequence: at + 1 };
  }
}

/** Notices a contact that was left without a form that says so: `identify` with an e-mail or a phone. */
export function noticeContact(history: History, fact: Fact, meaning: Meaning | null): void {
  if (meaning?.isLead === true) {
    const lead = history.provisionalLead;
    if (lead !== null && lead.visitorId === fact.visitorId && fact.at - lead.at <= SAME_FORM_MS) withdrawLead(history, lead.index);
    history.provisionalLead = null;
    history.isLead = true;
    return;
  }
  if (fact.type !== "identify" || fact.identifiers.length === 0 || history.isLead) return;
  history.isLead = true;
  history.provisionalLead = { index: history.milestones.length, visitorId: fact.visitorId, at: fact.at };
  addMilestone(history.milestones, "lead_captured", "identify_contact", fact);
}
