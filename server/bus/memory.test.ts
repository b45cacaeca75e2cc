import { busContract } from "./contract.suite.ts";
import { MemoryBus } from "./memory.ts";

busContract("in-process", async () => {
  const listenerErrors: unknown[] = [];
  return { bus: new MemoryBus((error) => listenerErrors.push(error)), listenerErrors };
});
