import * as tf from '@tensorflow/tfjs';

/** The name under which tfjs finds a kind of optimizer again when it loads a model. */
export function savedName(kind: string): string {
  return `descent/${kind}`;
}

/** Tells tfjs how an optimizer of this kind is made again from what its `getConfig` gave. */
export function registerKind(kind: string, make: (config: tf.serialization.ConfigDict) => tf.serialization.Serializable): void {
  class Saved extends tf.serialization.Serializable {
    static readonly className = savedName(kind);
    static override fromConfig<T extends tf.serialization.Serializable>(
      _: tf.serialization.SerializableConstructor<T>,
      { customObjects: __, ...config }: tf.serialization.ConfigDict,
    ): T {
      return make(config) as T;
    }
    override getConfig(): tf.serialization.ConfigDict {
      return {};
    }
  }
  tf.serialization.registerClass(Saved);
}

/** Makes an optimizer again from its class name and configuration. Errors: a name that nothing has been registered under. */
export function revive(className: string, config: tf.serialization.ConfigDict): tf.serialization.Serializable {
  const entry = tf.serialization.SerializationMap.getMap().classNameMap[className];
  if (entry === undefined) throw new Error(`saved optimizer: nothing is known under the name "${className}"; import the module that declares it`);
  const [Class, fromConfig] = entry;
  return fromConfig(Class, config);
}
