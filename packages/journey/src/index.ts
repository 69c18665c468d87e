export { type Attribution, attributionsOf } from "./attribution/attributions.js";
export { type AlikeConversions, type ChannelCredit, channelCreditsOf } from "./attribution/channel-credits.js";
export { type ByRule, type ConversionTouch, conversionTouchesOf } from "./attribution/conversion-touches.js";
export { type Conversion, type ConversionKind, conversionsOf, countOf, type Outcomes } from "./attribution/conversions.js";
export { type Cost, costPerOne, costWithin, type Days } from "./attribution/costs.js";
export { type ChannelWeights, type Credit, creditsByRule, creditsByWeights, UNATTRIBUTED } from "./attribution/credits.js";
export { weightsFrom } from "./attribution/fits.js";
export { removalEffectsOf } from "./attribution/markov.js";
export { smallestOf } from "./attribution/minor-units.js";
export {
  ATTRIBUTION_MODELS,
  type AttributionModel,
  type AttributionModelId,
  DATA_DRIVEN_IDS,
  type DataDrivenId,
  RULE_IDS,
  type RuleId,
} from "./attribution/models.js";
export { MOST_TOUCHES, type Touch } from "./attribution/path.js";
export { type Path, pathsOf, type Way } from "./attribution/paths.js";
export { monthsAt, type Period, type PeriodOf } from "./attribution/periods.js";
export { type AttributionOptions, HALF_LIFE_DAYS, LOOK_BACK_DAYS } from "./attribution/settings.js";
export { shapleyValuesOf, shapleyWeightsOf } from "./attribution/shapley.js";
export { type CreditSum, sumCredits } from "./attribution/sums.js";
export type { Cart, CartStatus } from "./commerce/carts.js";
export { formatMoney, type Money, parseMoney } from "./commerce/money.js";
export { isLate, type Order, type OrderStatus } from "./commerce/orders.js";
export { describeProducts, type Product } from "./commerce/products.js";
export { explain, utcTime } from "./explain/explain.js";
export type { Explainable } from "./explain/explainable.js";
export type {
  BackMove,
  EntryExplanation,
  Explanation,
  ForwardMove,
  ModelExplanation,
  OpenStep,
  PlaceExplanation,
  TimedMove,
  WayExplanation,
} from "./explain/explanation.js";
export type { ByLanguage, Language } from "./explain/language.js";
export { describeMilestone } from "./explain/milestone-phrases.js";
export { describeTrigger } from "./explain/trigger-phrases.js";
export { compareFacts, type Evidence, type Fact, isStandIn, type SiteSettings } from "./fact.js";
export { decodeFolded, encodeFolded } from "./history/codec.js";
export { extendFolded, type Folded, foldPerson } from "./history/folded.js";
export type { PersonIdentifier } from "./identity/identifiers.js";
export { carriesIdentity, identifierNodesOf, type NodeKind, orderNode, userNode, visitorNode } from "./identity/nodes.js";
export { partOfPerson, personIdOf } from "./identity/person-id.js";
export { type Identity, type Person, personsOf, visitorKeyOf } from "./identity/persons.js";
export { isIdentifier, isPlaceholderVisitor } from "./identity/placeholders.js";
export { REFUSALS, type Refusal } from "./identity/refusals.js";
export { isFollowedBy, type PersonVisitor, type VisitorRule } from "./identity/visitors.js";
export { type Journey, journeyAt, journeyOf, journeysOf, standingsIn } from "./journey.js";
export { type Answers, NO_ANSWERS, noteAnswer, satisfactionIn } from "./segments/answers.js";
export { type Customer, type LeftOut, type Rfm, type RfmResult, rfmOf } from "./segments/rfm.js";
export { RFM_SEGMENTS, type RfmSegment, type Score, type Scores, segmentOf } from "./segments/rfm-segments.js";
export { type Answer, type AnswerKind, answerOf, type Feeling, feelingOf, satisfactionFrom } from "./segments/satisfaction.js";
export type { Origin, Session } from "./sessions.js";
export { type Arrival, arrivalOf, type Proof } from "./sources/arrival.js";
export { CHANNELS, type ChannelRule, classifyChannel, type Visit, visitOf } from "./sources/channel.js";
export { CHANNEL_LABELS, type Channel } from "./sources/channel-labels.js";
export { type AttributeKind, MILESTONE_ATTRIBUTES } from "./stages/attributes.js";
export type { StageEntry } from "./stages/entries.js";
export { MILESTONES, type Milestone, type MilestoneName } from "./stages/milestone.js";
export type { BackRule, Condition, Label, Phase, Stage, StageModel, Step, Trigger } from "./stages/model.js";
export { MODELS } from "./stages/models.js";
export type { ModelProblem, ParsedModel } from "./stages/parse/model-text.js";
export { parseModel } from "./stages/parse-model.js";
export { reasonOf } from "./stages/reason.js";
export { type Standing, standingIn } from "./stages/standing.js";
export { type Stay, staysOf } from "./stages/stays.js";
export type { JourneySummary } from "./summary.js";
export type { CurrencyTotal } from "./totals.js";
export { marketingKinds, type Touchpoint, type TouchpointKind } from "./touchpoints.js";
