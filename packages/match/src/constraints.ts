/**
 * The facts that each kind of constraint carries, by name. A name with `?` is there only where the last column says so.
 * The `text` facts are for an ICU `select`, but for `place.place`, which is a label to show.
 *
 * | kind | facts | meaning, and when the optional ones are there |
 * |---|---|---|
 * | active | who: text, state: text | who: `job`, `person`; state of the job (`open`, `paused`, `closed`, `expired`, `draft`) or `hidden` for the person. Never unknown |
 * | openings | left: number | places still open, 0 when unmet. Never unknown |
 * | occupation | asked: occupation, has?: occupation | the job's; the nearest work that the person wants. has: met, unmet |
 * | place | remote: text, place: text, distance?: distance-km, reach?: distance-km, limit?: text | remote: `yes`, `no`; place: the job's label; distance: whole km, at least 1; reach: the narrower of the two reaches, and limit: whose it is, `person` or `job`. distance: always when met or unmet and remote is `no`. reach, limit: remote is `no`, or the job limits where people live |
 * | times | asked: times, has?: times | the job's; the person's. has: met, unmet |
 * | pay | any: text, offered: pay, offeredFrom?: pay, asked?: pay | any: `yes` when the person takes any pay, else `no`; offered: the job's, its upper end where it is a range; offeredFrom: the lower end of a range; asked: what the person wants. asked: any is `no` and the person said it, so always when unmet |
 * | experience | asked: number, has?: experience | whole years; what the person said for the nearest such work. has: met, unmet |
 * | licence | asked: licence | |
 * | language | asked: language, has?: language | has: met, unmet |
 * | skill | asked: skill | never unmet: nobody lists what they cannot do |
 * | work-permit | asked: country | |
 * | employment-type | asked: employment-type | what the job is; there only when the person said which they take. Never unknown |
 */
