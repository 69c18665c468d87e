import type { Role } from "@waystitch/store";
import { useState } from "preact/hooks";
import type { UserOfSite } from "../answers.js";
import { usePage } from "../context.js";
import { Ago } from "../time.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import { type Made, NewLink } from "./new-link.js";
import { RoleChoice } from "./role-choice.js";
import { type Question, UserQuestion } from "./user-question.js";
import { ACCESS } from "./words.js";

export interface UserLineProps {
  readonly user: UserOfSite;
  /** Users of a site, or of all, below this address. */
  readonly url: string;
  /** What they have access to. */
  readonly scope: string;
  /** The list is another one now. */
  onChange(): void;
}

function State({ user }: { readonly user: UserOfSite }) {
  const { format } = usePage();
  const say = useWords(ACCESS);
  if (!user.hasPassword) return <>{fill(say.invited, { day: format.day(user.createdAt) })}</>;
  if (user.lastSignedInAt === null) return <>{say.hasPassword}</>;
  return (
    <>
      {say.lastIn} <Ago at={user.lastSignedInAt} />
    </>
  );
}

/** Somebody with access: their role, whether they came yet, and what can be done. */
export function UserLine(props: UserLineProps) {
  const { user } = props;
  const { me } = usePage();
  const say = useWords(ACCESS);
  const [question, setQuestion] = useState<Question | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const { email } = user;
  const isSelf = me?.user?.userId === user.userId;
  const ask = (next: Question): void => {
    setMade(null);
    setQuestion(question?.kind === next.kind ? null : next);
  };
  const choose = (role: Role): void => setQuestion(role === user.role ? null : { kind: "role", role });
  const tool = (kind: "link" | "remove", text: string, label: string) => (
    <button type="button" class="tool" aria-label={label} aria-expanded={question?.kind === kind} onClick={() => ask({ kind })}>
      {text}
    </button>
  );
  return (
    <li class="user" data-user={email}>
      <div class="user-name">
        <strong>
          <bdi>{email}</bdi>
        </strong>
        {isSelf && <span class="user-tag">{say.you}</span>}
        <span class="quiet">
          <State user={user} />
        </span>
      </div>
      <RoleChoice value={question?.kind === "role" ? question.role : user.role} label={fill(say.roleOf, { email })} onChoose={choose} />
      <div class="user-tools">
        {tool("link", say.newLink, fill(say.newLinkFor, { email }))}
        {tool("remove", say.remove, fill(say.removeOf, { email }))}
      </div>
      {question !== null && (
        <UserQuestion
          key={`${question.kind} ${question.kind === "role" ? question.role : ""}`}
          {...props}
          question={question}
          isSelf={isSelf}
          onMade={setMade}
          close={() => setQuestion(null)}
        />
      )}
      {made !== null && <NewLink made={made} forget={() => setMade(null)} />}
    </li>
  );
}
