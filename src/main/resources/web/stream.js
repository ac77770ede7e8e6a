// The agent's event stream, followed for as long as the page is open.

/** Asks the agent; a refusal becomes an Error with its message, its status and the whole answer. */
export async function ask(path, token, body, method = body ? "POST" : "GET") {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const options = { headers, cache: "no-store", method };
  if (body) {
    headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(`${answer.message}; expected: ${answer.expected}`), { status: response.status, answer });
  }
  return answer;
}

/**
 * Opens the stream behind the given event. The handlers are called with each event and its number;
 * lost() once, when the stream has ended for whatever reason. Answers a function that closes it.
 */
export function openStream(since, token, { event, missed, live, lost }) {
  return token ? fetchStream(since, token, { event, missed, live, lost }) : eventSource(since, { event, missed, live, lost });
}

function eventSource(since, { event, missed, live, lost }) {
  const source = new EventSource(`/events?since=${since}`);
  source.onopen = live;
  source.onmessage = (message) => event(JSON.parse(message.data), Number(message.lastEventId));
  source.addEventListener("missed", (message) => missed(JSON.parse(message.data).count));
  source.onerror = () => {
    // The page comes back itself: it has to look first whether it is still the same agent.
    source.close();
    lost();
  };
  return () => source.close();
}

// An EventSource cannot show a token.
function fetchStream(since, token, { event, missed, live, lost }) {
  const abort = new AbortController();
  const read = async () => {
    const response = await fetch(`/events?since=${since}`, {
      headers: { Authorization: `Bearer ${token}` }, signal: abort.signal, cache: "no-store",
    });
    if (!response.ok) throw new Error(String(response.status));
    live();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      text += piece.value;
      const blocks = text.split("\n\n");
      text = blocks.pop();
      for (const block of blocks) deliver(block, event, missed);
    }
  };
  read().catch(() => {}).then(() => { if (!abort.signal.aborted) lost(); });
  return () => abort.abort();
}

function deliver(block, event, missed) {
  const fields = Object.fromEntries(block.split("\n").map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)];
  }));
  if (!fields.data) return;
  const data = JSON.parse(fields.data);
  if (fields.event === "missed") missed(data.count);
  else event(data, Number(fields.id));
}
