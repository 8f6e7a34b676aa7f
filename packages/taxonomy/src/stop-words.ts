/** Words that say nothing of the work itself; they are never taken for a typing error of a word that does. */
export const stopWords: ReadonlySet<string> = new Set(
  `
  a about after again all also am an and any anything are around as ask at available be because been before best but by
  can could day days dear do doing done each early earn else even ever every experience experienced find for four free
  friend from full fulltime get give go god good great had has have having he hello help her here hey hi hie him his hope how i
  if im in immediately is it its job jobs just kind know last late learn life like little live living long look looking lot
  love madam make man many may me money month months more morning mostly much must my name near need needed new next nice night
  no not nothing now of off ok okay on one only or other our out over paid part parttime pay people please position post
  ready really role same say see seeking shift shifts she should sir so some someone something soon sorry start still stay such sure
  than thank thanks that the their them then there these they thing things this three time to today tomorrow town two under
  until up urgent us use used using very vacancy wait want wanted was way we week weekend weeks well were what when where
  which while who will willing wish with within without woman work worked working works would year years yes yet you young your
  abierto ademas ahi ahora ahorita al algo alguien algun alguna amigo ando anos antes aqui area asi aun aunque ayuda ayudar
  bien buen buena buenas bueno buenos busca buscando busco cada casi cerca chamba colonia como con cual cualquier cuando de
  del desde desempleado dia dias dinero disponible donde dos e el ella ellos empleo empleos empresa en encontrar entre era
  es esa ese eso esta estado estar este esto estoy experiencia favor fin fines fue fui gracias gusta gustaria ha haber hace
  hacer hacia hasta hay he hola hora horario horas hoy igual interesa jale jornada la las le les llamo lo los luego lugar mas
  manana me medio mejor mi mientras mis mucho muchos muy nada necesito ni no noche nombre nos nuevo o otra otro otros para
  pero persona poco por porque posible prefiero primero pronto pueda puede puedo puesto pues que quien quiero quisiera saber sabe
  se sea ser senor senora si sin sobre solicito solo somos son soy su sueldo sus tal tambien tarde te tengo tiempo tiene
  toda todas todo todos trabaja trabajaba trabajado trabajador trabajar trabaje trabajo trabajos tres tu turno turnos un una
  unas uno unos urgente vacante vez vida vivo y ya yo zona
  asante habari hapa hata jambo kama kazi kila kutafuta kwa kwangu lakini leo mambo mimi mtu mwaka na naitwa najua naomba
  napenda nataka natafuta naweza ndiyo nilikuwa nina ninajua ninataka ninatafuta ninaweza nzuri pia sana sasa tafadhali tu vizuri
  wa ya yangu yoyote
  `
    .trim()
    .split(/\s+/),
)

/** Words that say another role when they stand next to an occupation that they are no part of (`bakery supervisor`). */
export const roleWords: ReadonlySet<string> = new Set(
  `
  supervisor manager helper assistant trainee apprentice teacher trainer instructor seller inspector consultant
  ayudante auxiliar asistente aprendiz jefe jefa gerente encargado encargada supervisora inspector inspectora vendedor
  vendedora maestro maestra instructora tecnico tecnica
  `
    .trim()
    .split(/\s+/),
)

/** Words that a phrase means the same without, when they stand inside it. */
export const linkWords: ReadonlySet<string> = new Set([
  'a',
  'al',
  'an',
  'de',
  'del',
  'el',
  'la',
  'las',
  'los',
  'of',
  'the',
  'un',
  'una',
])
