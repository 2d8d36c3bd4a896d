import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

export async function askChild<Answer>(child: ChildProcess, task: object): Promise<Answer> {
  const over = new AbortController();
  const { signal } = over;
  const death = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`A child process of the benchmark ended with ${code}`);
  });
  child.send(task);
  try {
    const [answer] = await Promise.race([once(child, "message", { signal }), death]);
    return answer as Answer;
  } finally {
    over.abort();
  }
}
