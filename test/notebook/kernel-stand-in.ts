/** One message that a cell would have shown. */
export interface Sent {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  id?: string;
  update?: boolean;
}

/** Stands in for lib/src/notebook/tslab: records what is sent; `running: false` is a program outside a kernel. */
export function kernelStandIn() {
  const sent: Sent[] = [];
  const kernel = {
    running: true,
    sent,
    inKernel: () => kernel.running,
    inStockKernel: () => false,
    afterStop: Symbol('after a stop'),
    cureOutputFlood: () => false,
    sendDisplayData(data: Record<string, unknown>, metadata: Record<string, unknown>, options: { id?: string; update?: boolean } = {}) {
      if (kernel.running) sent.push({ data, metadata, ...options });
      return kernel.running;
    },
  };
  return kernel;
}
