import type { Role } from "@waystitch/store";
import type { InvitedBody, LinkBody } from "../../src/access/answers.js";
import { Confirm } from "../frame/confirm.js";
import { FRAME } from "../frame/words.js";
import { useRefusal } from "../refusal-words.js";
import { send } from "../send.js";
import { useWords } from "../words/define-words.js";
import { fill } from "../words/words.js";
import type { Made } from "./new-link.js";
import type { UserLineProps } from "./user-line.js";
import { ACCESS, ACCESS_MEANINGS, LINK_MEANINGS } from "./words.js";

/** What an owner is about to do with a user. */
export type Question = { readonly kind: "role"; readonly role: Role } | { readonly kind: "link" } | { readonly kind: "remove" };

interface UserQuestionProps extends UserLineProps {
  readonly question: Question;
  readonly isSelf: boolean;
  onMade(made: Made): void;
  close(): void;
}

/** Asks before it is done, says what follows from it, and does it. */
export function UserQuestion(props: UserQuestionProps) {
  if (props.question.kind === "role") return <ChangeRole {...props} role={props.question.role} />;
  return props.question.kind === "link" ? <MakeLink {...props} /> : <Remove {...props} />;
}

function ChangeRole({ user, url, isSelf, role, onChange, onMade, close }: UserQuestionProps & { readonly role: Role }) {
  const say = useWords(ACCESS);
  const { roles } = useWords(FRAME);
  const tell = useRefusal(ACCESS_MEANINGS, say.failed);
  const { email } = user;
  const act = async (): Promise<string | null> => {
    const sent = await send<InvitedBody>("POST", url, { email, role });
    if (!("data" in sent)) return tell(sent);
    const { link } = sent.data;
    if (link !== null) onMade({ text: fill(say.madeLink, { email, role: roles[role] }), link });
    close();
    onChange();
    return null;
  };
  const text = [
    say.means[role],
    say.changeText,
    user.hasPassword ? null : say.changeLink,
    isSelf && role !== "owner" ? say.changeYourself : null,
  ];
  return (
    <Confirm
      title={fill(say.changeTitle, { email, role: roles[role] })}
      text={text.filter((part) => part !== null).join(" ")}
      yes={say.changeYes}
      no={say.cancel}
      act={act}
      cancel={close}
    />
  );
}

function MakeLink({ user, url, onMade, onChange, close }: UserQuestionProps) {
  const say = useWords(ACCESS);
  const tell = useRefusal(LINK_MEANINGS, say.failed);
  const { email } = user;
  const act = async (): Promise<string | null> => {
    const sent = await send<LinkBody>("POST", `${url}/${encodeURIComponent(user.userId)}/link`);
    if (!("data" in sent)) return tell(sent);
    onMade({ text: fill(say.madeNewLink, { email }), link: sent.data.link });
    close();
    onChange();
    return null;
  };
  return <Confirm title={fill(say.linkTitle, { email })} text={say.linkText} yes={say.linkYes} no={say.cancel} act={act} cancel={close} />;
}

function Remove({ user, url, scope, isSelf, onChange, close }: UserQuestionProps) {
  const say = useWords(ACCESS);
  const tell = useRefusal(ACCESS_MEANINGS, say.failed);
  const { email } = user;
  const act = async (): Promise<string | null> => {
    const sent = await send("DELETE", `${url}/${encodeURIComponent(user.userId)}`);
    if (!("data" in sent)) return tell(sent);
    close();
    onChange();
    return null;
  };
  const text = fill(say.removeText, { site: scope });
  return (
    <Confirm
      title={fill(say.removeTitle, { email })}
      text={isSelf ? `${say.removeYourself} ${text}` : text}
      yes={fill(say.removeYes, { email })}
      no={say.cancel}
      isDanger
      act={act}
      cancel={close}
    />
  );
}
