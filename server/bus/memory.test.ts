import { busContract } from "./contract.suite.ts";
import { MemoryBus } from "./memory.ts";

busContract("in-process", async () => {
  const listenerErrors: unknown[] = [];
  const bus = new MemoryBus((error) => listenerErrors.push(error));
  return { publisher: bus, subscriber: bus, listenerErrors };
});
