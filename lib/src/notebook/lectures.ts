/** One of the lectures that the course teaches. */
export interface Lecture {
  /** From 1, the order of their decks. */
  readonly number: number;
  /** The number of its deck, in `deck:line` references. */
  readonly deck: string;
  readonly title: string;
  /** Who gave it, where and when. */
  readonly by: string;
  /** The slides in order, each with the deck's line on which it begins; slides that carry on under one heading count as one. */
  readonly slides: ReadonlyArray<readonly [line: number, title: string]>;
}

/** Where in the lectures something stands. */
export interface Slide {
  readonly lecture: Lecture;
  readonly title: string;
}

/** The lectures of the course. Slides whose heading is a picture, or the same on many, are named by what they treat. */
export const lectures: readonly Lecture[] = [
  {
    number: 1,
    deck: '000',
    title: 'Optimizations for Neural Networks',
    by: 'Kamlesh Tiwari, BITS Pilani, Deep Learning, lecture 14, 2023',
    slides: [
      [24, 'Momentum Based Gradient Descent'], [40, 'AdaGrad'], [55, 'Training a Neural Network'], [72, 'Nesterov Accelerated Gradient'], [93, 'RMSProp'],
      [112, 'AdaDelta'], [140, 'AdaDelta: the algorithm'], [162, 'Adaptive Moment Estimation (Adam)'], [190, 'Thank You!'],
    ],
  },
  {
    number: 2,
    deck: '001',
    title: 'Deep Learning: Optimizers',
    by: 'Kaikai Liu, San José State University, CMPE 258, 2024',
    slides: [
      [21, 'Homework'], [29, 'Adaptive Learning Rate'], [38, 'Other Optimizers: AdaGrad'], [58, 'Other Optimizers: RMSProp'], [65, 'AdaGrad'], [69, 'RMSProp'],
      [73, 'Other Optimizers: Adam'], [95, 'RMSProp + momentum'], [108, 'Other Optimizers: AdaMax'], [121, 'Other Optimizers: Nadam'],
      [131, 'Other Optimizers: AdaBelief'], [146, 'Other Optimizers: Weight Decay'], [154, 'Other Optimizers: AdamW'],
      [168, 'Visualizing optimizers'], [184, 'Torch Optim'], [215, 'Torch Optim: learning rate schedules'],
    ],
  },
  {
    number: 3,
    deck: '002',
    title: 'Deep Learning Refresher, Week 5',
    by: 'Tirtharaj Dash',
    slides: [
      [9, 'Gradient Descent I'], [29, 'Gradient Descent II'], [41, 'Gradient Descent III'], [47, 'Gradient Descent IV'], [54, 'Stochastic GD I'],
      [66, 'Stochastic GD II'], [83, 'Stochastic GD III'], [101, 'Mini-batch SGD'], [111, 'SGD with momentum I'], [126, 'SGD with momentum II'],
      [135, 'SGD with momentum III'], [141, 'SGD with momentum IV'], [147, 'SGD with momentum V'], [153, 'Choosing a good starting point I'],
      [162, 'Choosing a good starting point II'], [176, 'Adaptive optimisation methods I'], [184, 'Adaptive optimisation methods II'],
      [192, 'Adaptive optimisation methods III'], [205, 'Adaptive optimisation methods IV'], [213, 'Adaptive optimisation methods V'],
      [230, 'Adaptive optimisation methods VI'], [246, 'Adaptive optimisation methods VII'], [253, 'Normalising activations I'],
      [259, 'Normalising activations II'], [273, 'Normalising activations III'], [286, 'Normalising activations IV'],
    ],
  },
  {
    number: 4,
    deck: '003',
    title: 'More on Gradient Descent',
    by: 'Konda Reddy Mopuri, IIT Tirupati, Deep Learning, 3.5',
    slides: [
      [9, 'Gradient Descent'], [54, 'Batch Gradient Descent'], [76, 'Stochastic Gradient Descent'], [124, 'Mini-batch Gradient Descent'],
      [171, 'Challenges'], [201, 'Different update versions in GD'], [216, 'Ravines'], [229, 'Momentum'],
    ],
  },
  {
    number: 5,
    deck: '004',
    title: 'Advanced Optimization Algorithms',
    by: 'INF721 Deep Learning, lecture 9, 2024',
    slides: [
      [17, 'AI in the News'], [25, 'Logistics'], [41, 'Lecture Outline'], [49, 'Deep Learning in Practice'], [61, 'Mini-batch Gradient Descent'],
      [98, 'Learning Curves'], [116, 'Training Time'], [158, 'Choosing batch size'], [174, 'Gradient Descent with Momentum'], [176, 'Moving Average'],
      [195, 'Exponential Moving Average'], [242, 'Bias Correction'], [279, 'Gradient Descent with Momentum'],
      [315, 'Root Mean Squared Propagation (RMSProp)'], [345, 'Adaptive Moment Estimation (Adam)'], [373, 'Next Lecture'],
    ],
  },
];

/** The slide on which a line of a deck stands, such as "000:164". Errors: what is no such reference, an unknown deck, a line before its first slide. */
export function slideOf(reference: string): Slide {
  const [, deck, line = ''] = /^(\d{3}):(\d+)$/.exec(reference) ?? [];
  const lecture = lectures.find(one => one.deck === deck);
  const title = lecture?.slides.filter(([first]) => first <= Number(line)).at(-1)?.[1];
  if (lecture === undefined || title === undefined) {
    throw new Error(`lecture: "${reference}" is on no slide; give deck:line with one of the decks ${lectures.map(one => one.deck).join(', ')}`);
  }
  return { lecture, title };
}

/** References as a student knows them: `lecture 1, slide “RMSProp”; lecture 5, slides “…” and “…”`. */
export function slidesInWords(references: readonly string[]): string {
  const slides = references.map(slideOf);
  const parts = [...new Set(slides.map(({ lecture }) => lecture))].map(lecture => {
    const titles = [...new Set(slides.filter(slide => slide.lecture === lecture).map(({ title }) => `“${title}”`))];
    return `lecture ${lecture.number}, slide${titles.length === 1 ? '' : 's'} ${titles.join(' and ')}`;
  });
  return parts.join('; ');
}
