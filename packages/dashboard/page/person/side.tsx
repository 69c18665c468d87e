import type { Json, JsonObject } from "@waystitch/protocol";
import type { ComponentChildren } from "preact";
import type { StoryAnswer } from "../answers.js";
import { usePage } from "../context.js";
import { Moment } from "../time.js";
import { fill, nameIn } from "../words/words.js";

function Block({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="block">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

// Array.isArray does not narrow read-only arrays away.
const isRecord = (value: Json): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

type Products = StoryAnswer["orders"][number]["products"];

/** Names of what was ordered; a product without a name is told by its id. */
function ProductNames({ products }: { readonly products: Products }) {
  const names = products.map((product) => {
    if (!isRecord(product)) return null;
    const name = product["name"] ?? product["product_id"];
    const quantity = Number(product["quantity"] ?? 1);
    return typeof name === "string" ? (quantity > 1 ? `${quantity} × ${name}` : name) : null;
  });
  const text = names.filter((name) => name !== null).join(", ");
  return text === "" ? null : <p class="products">{text}</p>;
}

function Delivery({ order }: { readonly order: StoryAnswer["orders"][number] }) {
  const { words, format } = usePage();
  if (order.deliveredAt === null && order.promisedAt === null) return null;
  return (
    <p class="delivery">
      {order.promisedAt !== null && <span>{fill(words.promised, { time: format.day(order.promisedAt) })}</span>}
      {order.deliveredAt !== null && <span>{fill(words.delivered, { time: format.day(order.deliveredAt) })}</span>}
      {order.isLate !== null && <span class={order.isLate ? "late" : "on-time"}>{order.isLate ? words.late : words.onTime}</span>}
    </p>
  );
}

function Orders({ story }: { readonly story: StoryAnswer }) {
  const { words, format } = usePage();
  if (story.orders.length === 0) return null;
  return (
    <Block title={words.ordersTitle}>
      <ul class="cards">
        {story.orders.toReversed().map((order) => (
          <li key={order.orderId}>
            <p class="card-head">
              <span class="money strong">{format.money(order.total, order.currency)}</span>
              <span class="status">{nameIn(words.orderStatuses, order.status)}</span>
            </p>
            <p class="quiet">
              {order.orderId}
              {order.placedAt !== null && (
                <>
                  {" · "}
                  <Moment at={order.placedAt} />
                </>
              )}
            </p>
            <ProductNames products={order.products} />
            {Number(order.refunded) > 0 && <p>{fill(words.refunded, { value: format.money(order.refunded, order.currency) })}</p>}
            <Delivery order={order} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Carts({ story }: { readonly story: StoryAnswer }) {
  const { words, format } = usePage();
  const open = story.carts.filter(({ status }) => status !== "ordered");
  if (open.length === 0) return null;
  return (
    <Block title={words.cartsTitle}>
      <ul class="cards">
        {open.toReversed().map((cart) => (
          <li key={cart.sequence}>
            <p class="card-head">
              <span class="money strong">{format.money(cart.value, cart.currency)}</span>
              <span class="status">{nameIn(words.cartStatuses, cart.status)}</span>
            </p>
            <p class="quiet">
              <Moment at={cart.changedAt} />
            </p>
            <ProductNames products={cart.products} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Touches({ story }: { readonly story: StoryAnswer }) {
  const { words } = usePage();
  const { journey } = story;
  const touches = [
    [words.first, journey.firstChannel, journey.firstSource, journey.firstCampaign],
    [words.deciding, journey.decidingChannel, journey.decidingSource, journey.decidingCampaign],
    [words.last, journey.lastChannel, journey.lastSource, journey.lastCampaign],
  ] as const;
  return (
    <Block title={words.touchesTitle}>
      <dl class="pairs">
        {touches.map(([name, channel, source, campaign]) => (
          <div key={name} class="pair">
            <dt>{name}</dt>
            <dd>
              {channel === null ? "–" : nameIn(words.channels, channel)}
              {(source ?? campaign) !== null && <span class="detail">{[source, campaign].filter(Boolean).join(" · ")}</span>}
            </dd>
          </div>
        ))}
        {journey.leadMagnet !== null && (
          <div class="pair">
            <dt>{words.leadFor}</dt>
            <dd>{journey.leadMagnet}</dd>
          </div>
        )}
      </dl>
    </Block>
  );
}

/** The hash of an identifier, short enough to be told apart by eye; an account or order as it is. */
const shorten = (identifier: string): string => {
  const [kind, ...rest] = identifier.split(":");
  const value = rest.join(":");
  return kind === "email" || kind === "phone" ? `${value.slice(0, 8)}…` : value;
};

function Identity({ story }: { readonly story: StoryAnswer }) {
  const { words } = usePage();
  return (
    <>
      <Block title={words.identityTitle}>
        {story.identifiers.length === 0 && <p class="quiet">{words.anonymous}</p>}
        <dl class="pairs">
          {story.identifiers.map(({ identifier, kind, refusedBecause }) => (
            <div key={identifier} class="pair">
              <dt>{nameIn(words.identifierKinds, kind)}</dt>
              <dd>
                <span class="code">{shorten(identifier)}</span>
                {refusedBecause !== null && (
                  <span class="detail">{fill(words.notLinking, { reason: nameIn(words.refusals, refusedBecause) })}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Block>
      <Block title={words.visitorsTitle}>
        <ul class="visitors">
          {story.visitors.map(({ visitorId, rule }) => (
            <li key={visitorId}>
              <span class="code">{visitorId}</span> <span class="quiet">{nameIn(words.visitorRules, rule)}</span>
            </li>
          ))}
        </ul>
      </Block>
    </>
  );
}

/** What belongs to the person beside the timeline. */
export function Side({ story }: { readonly story: StoryAnswer }) {
  return (
    <aside class="side">
      <Orders story={story} />
      <Carts story={story} />
      <Touches story={story} />
      <Identity story={story} />
    </aside>
  );
}
