/** How near a query is to each text of a list, in the order of the list; 0 or less: nothing was found in common. */
export type Scorer = (query: string) => Float32Array
