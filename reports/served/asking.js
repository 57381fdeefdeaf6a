// Questions to the review server, and the notice of what cannot go on.

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// The answer, read as JSON. Throws Refused where the server will not, TypeError where there is no server.
async function ask(address, content) {
  const body = content && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) };
  const response = await fetch(address, { cache: "no-store", ...body });
  if (!response.ok) throw new Refused(response.status, (await response.text()).trim());
  return response.json();
}

// A problem of the network passes; what the server has refused it refuses again.
function isLost(error) {
  if (error instanceof Refused) return error.status >= 500;
  if (error instanceof TypeError || error instanceof SyntaxError) return true;
  throw error;
}

function showHalt(text, remedy) {
  const notice = byId("halted");
  notice.textContent = `${text} `;
  if (remedy) {
    const button = made("button", remedy, { type: "button" });
    button.addEventListener("click", () => location.reload());
    notice.append(button);
  }
  notice.hidden = false;
}
