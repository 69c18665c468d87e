import { useEffect, useState } from "preact/hooks";
import { send } from "../send.js";
import { useWords } from "../words/define-words.js";
import { RIGHTS } from "./rights-words.js";
import { type RequestLine, requestUrl, useRequest } from "./use-request.js";

interface ExportProps {
  readonly siteId: string;
  readonly personId: string;
  /** Address of the person. */
  readonly url: string;
  readonly isWhole: boolean;
}

/** Saves a file as if its link had been clicked: it is never held in the page's memory. */
function save(href: string, name: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
}

/** Hands over what is kept of a person as a file: asked for, waited for, saved. */
export function ExportButton({ siteId, personId, url, isWhole }: ExportProps) {
  const say = useWords(RIGHTS);
  const [request, follow] = useRequest(siteId);
  const [isFailed, setFailed] = useState(false);
  const file = request === null ? "" : `${requestUrl(siteId, request.requestId)}/file`;
  const name = `${personId}.json`;
  const isDone = request?.state === "done";
  useEffect(() => {
    if (isDone) save(file, name);
  }, [isDone, file]);
  const ask = async (): Promise<void> => {
    const sent = await send<RequestLine>("POST", `${url}/export`);
    setFailed(!("data" in sent));
    if ("data" in sent) follow(sent.data);
  };
  const isWaiting = request?.state === "waiting";
  return (
    <div class="right">
      <p class="about">
        {say.exportText} {!isWhole && say.exportPart}
      </p>
      <button type="button" class="button" disabled={isWaiting} onClick={() => void ask()}>
        {say.exportButton}
      </button>
      <p class="outcome" role="status">
        {isWaiting && <span class="waits">{request.problem === null ? say.exportWaits : say.problems[request.problem]}</span>}
        {isDone && (
          <>
            {say.exportDone}{" "}
            <a href={file} download={name}>
              {say.exportAgain}
            </a>
          </>
        )}
        {request?.state === "failed" && say.problems[request.problem ?? "error"]}
        {isFailed && <span class="trouble">{say.failed}</span>}
      </p>
    </div>
  );
}
