// What is different between two texts.

/** The lines that two texts do not have in common, with one line around them; at most forty. */
export function differences(mine, theirs) {
  const [a, b] = [mine.split("\n"), theirs.split("\n")];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const lines = [];
  if (head > 0) lines.push({ kind: "same", sign: " ", text: a[head - 1] });
  middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), lines);
  if (tail > 0) lines.push({ kind: "same", sign: " ", text: a[a.length - tail] });
  return lines.length <= 40
    ? lines
    : [...lines.slice(0, 40), { kind: "same", sign: " ", text: `and ${lines.length - 40} more lines` }];
}

/** The longest common lines stay; texts too long for that are all different. */
function middle(a, b, lines) {
  const small = a.length * b.length <= 250_000;
  const length = small ? Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1)) : null;
  for (let i = a.length - 1; small && i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (small && i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", sign: " ", text: a[i] });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && (!small || length[i + 1][j] >= length[i][j + 1]))) {
      lines.push({ kind: "mine", sign: "+", text: a[i++] });
    } else {
      lines.push({ kind: "theirs", sign: "−", text: b[j++] });
    }
  }
}
