import type { Requirement } from '@rolecall/contract/requirement'
import type { Rhythm } from './shifts.ts'

/** A kind of work of the demo: pay is a range for a day, in KES and in MXN. Whole units, not minor ones. */
export type WorkKind = {
  readonly occupation: string
  readonly en: readonly [title: string, duties: string]
  readonly es: readonly [title: string, duties: string]
  readonly kes: readonly [number, number]
  readonly mxn: readonly [number, number]
  readonly requirements: readonly Requirement[]
  readonly rhythm: Rhythm
  /** 2 or 3: how much of this work there is. */
  readonly demand: number
}

const licence = (name: Extract<Requirement, { kind: 'licence' }>['licence'], must = true): Requirement => ({
  kind: 'licence',
  licence: name,
  must,
})
const years = (count: number, must = true): Requirement => ({ kind: 'experience', years: count, must })

type Row = readonly [
  occupation: string,
  en: readonly [string, string],
  es: readonly [string, string],
  kes: readonly [number, number],
  mxn: readonly [number, number],
  requirements?: readonly Requirement[],
]

const rows: readonly Row[] = [
  [
    'cook',
    ['Cook', 'You cook for about eighty guests and keep the kitchen clean.'],
    ['Cocina', 'Cocina para unas ochenta personas y mantiene limpia la cocina.'],
    [1000, 1600],
    [380, 560],
    [licence('food-handler')],
  ],
  [
    'kitchen-helper',
    ['Kitchen helper', 'You wash and cut vegetables, carry supplies and help the cooks.'],
    ['Ayuda de cocina', 'Lava y corta verduras, acomoda la mercancía y apoya en la cocina.'],
    [650, 950],
    [290, 380],
  ],
  [
    'dishwasher',
    ['Dishwasher', 'You wash dishes and pots and take out the rubbish. We show you how.'],
    ['Lavado de loza', 'Lava loza y ollas y saca la basura. Le enseñamos.'],
    [600, 850],
    [280, 350],
  ],
  [
    'waiter',
    ['Table service', 'You take orders, serve food and drinks, and settle the bill.'],
    ['Servicio de mesas', 'Toma la orden, sirve alimentos y bebidas y cobra la cuenta.'],
    [800, 1200],
    [300, 450],
    [{ kind: 'language', language: 'en', level: 'good', must: false }],
  ],
  [
    'barista',
    ['Barista', 'You make coffee and small dishes and look after the counter.'],
    ['Barista', 'Prepara café y platillos sencillos y atiende la barra.'],
    [900, 1300],
    [320, 430],
  ],
  [
    'baker',
    ['Baker', 'You bake bread and cakes and clean the ovens.'],
    ['Panadería', 'Hornea pan y pasteles y limpia los hornos.'],
    [1000, 1500],
    [360, 500],
    [years(1)],
  ],
  [
    'house-help',
    ['House help', 'You clean, wash and cook simple meals for a family of four.'],
    ['Trabajo del hogar', 'Limpia, lava y cocina comidas sencillas para una familia de cuatro.'],
    [600, 900],
    [350, 450],
  ],
  [
    'nanny',
    ['Child care at home', 'You look after two children of three and five.'],
    ['Cuidado de niños', 'Cuida a dos niños de tres y cinco años.'],
    [700, 1100],
    [350, 480],
    [licence('childcare-check'), licence('first-aid', false)],
  ],
  [
    'home-carer',
    ['Home carer', 'You help an older person to wash, eat and walk.'],
    ['Cuidado de adultos mayores', 'Ayuda a una persona mayor a bañarse, comer y caminar.'],
    [900, 1400],
    [380, 520],
    [licence('first-aid')],
  ],
  [
    'cleaner',
    ['Office cleaner', 'You clean offices and bathrooms. Tools are given.'],
    ['Limpieza de oficinas', 'Limpia oficinas y baños. Damos el material.'],
    [600, 850],
    [280, 360],
  ],
  [
    'hotel-room-cleaner',
    ['Hotel room cleaner', 'You make beds and clean fourteen rooms a day, with a colleague.'],
    ['Limpieza de habitaciones', 'Tiende camas y limpia catorce habitaciones al día, en pareja.'],
    [700, 1000],
    [300, 400],
  ],
  [
    'laundry-machine-operator',
    ['Laundry worker', 'You sort, wash and iron linen for hotels.'],
    ['Lavandería', 'Separa, lava y plancha blancos de hoteles.'],
    [650, 900],
    [290, 370],
  ],
  [
    'security-guard',
    ['Security guard', 'You watch the gate, write down visitors and walk a round each hour.'],
    ['Vigilancia', 'Cuida la entrada, registra visitas y hace un recorrido cada hora.'],
    [800, 1200],
    [330, 460],
    [licence('security-guard')],
  ],
  [
    'truck-driver',
    ['Truck driver', 'You bring goods to three towns a day and check the load.'],
    ['Conducción de camión', 'Lleva mercancía a tres ciudades al día y revisa la carga.'],
    [1300, 2000],
    [500, 750],
    [licence('driving-truck'), years(2)],
  ],
  [
    'van-driver',
    ['Delivery driver', 'You deliver parcels with our van and collect signatures.'],
    ['Reparto en camioneta', 'Entrega paquetes con nuestra camioneta y recoge firmas.'],
    [1000, 1400],
    [380, 520],
    [licence('driving-car')],
  ],
  [
    'motorcycle-courier',
    ['Motorcycle courier', 'You deliver meals in town. Fuel is paid.'],
    ['Reparto en moto', 'Entrega comida en la ciudad. Pagamos la gasolina.'],
    [900, 1300],
    [330, 480],
    [licence('driving-motorcycle')],
  ],
  [
    'forklift-driver',
    ['Forklift driver', 'You load and unload trucks in a cool store.'],
    ['Montacargas', 'Carga y descarga camiones en una bodega fría.'],
    [1200, 1700],
    [420, 560],
    [licence('forklift')],
  ],
  [
    'warehouse-worker',
    ['Warehouse worker', 'You pick orders, pack them and keep the shelves in order.'],
    ['Almacén', 'Surte pedidos, los empaca y mantiene los estantes en orden.'],
    [750, 1100],
    [310, 400],
  ],
  [
    'hand-packer',
    ['Packer', 'You pack avocados in boxes at a table, standing.'],
    ['Empaque', 'Empaca aguacates en cajas, de pie junto a la mesa.'],
    [600, 850],
    [280, 350],
  ],
  [
    'loader',
    ['Loader', 'You load sacks of up to 50 kg. Boots and gloves are given.'],
    ['Carga y descarga', 'Carga costales de hasta 50 kg. Damos botas y guantes.'],
    [700, 1000],
    [300, 380],
  ],
  [
    'cashier',
    ['Cashier', 'You work at the till, count the cash and help customers.'],
    ['Caja', 'Atiende la caja, cuenta el efectivo y ayuda a la clientela.'],
    [800, 1100],
    [300, 390],
    [years(1, false)],
  ],
  [
    'shop-assistant',
    ['Shop assistant', 'You help customers, fill shelves and keep the shop tidy.'],
    ['Ventas en tienda', 'Atiende a la clientela, llena estantes y ordena la tienda.'],
    [700, 1000],
    [290, 370],
  ],
  [
    'sales-promoter',
    ['Sales promoter', 'You show our products in supermarkets and give out samples.'],
    ['Promoción de ventas', 'Muestra nuestros productos en supermercados y da pruebas.'],
    [900, 1300],
    [330, 450],
  ],
  [
    'call-centre-agent',
    ['Call centre agent', 'You answer calls of customers and write down what they need.'],
    ['Atención telefónica', 'Contesta llamadas de clientes y anota lo que necesitan.'],
    [1100, 1600],
    [380, 520],
    [{ kind: 'language', language: 'en', level: 'good', must: true }],
  ],
  [
    'receptionist',
    ['Receptionist', 'You welcome visitors, answer the phone and keep the diary.'],
    ['Recepción', 'Recibe visitas, contesta el teléfono y lleva la agenda.'],
    [1000, 1400],
    [350, 450],
    [{ kind: 'language', language: 'en', level: 'good', must: false }],
  ],
  [
    'mason',
    ['Mason', 'You build walls in stone and block on a site with sixty people.'],
    ['Albañilería', 'Levanta muros de piedra y block en una obra de sesenta personas.'],
    [1200, 1800],
    [450, 620],
    [years(2)],
  ],
  [
    'construction-labourer',
    ['Site helper', 'You carry, mix and dig for the masons. Helmet and boots are given.'],
    ['Ayuda en obra', 'Acarrea, mezcla y excava para la obra. Damos casco y botas.'],
    [700, 1000],
    [330, 430],
  ],
  [
    'carpenter',
    ['Carpenter', 'You make door frames and roof timber from plans.'],
    ['Carpintería', 'Hace marcos de puertas y madera de techo según planos.'],
    [1200, 1700],
    [430, 580],
    [years(2)],
  ],
  [
    'house-painter',
    ['Painter', 'You paint rooms and fronts, also on a ladder.'],
    ['Pintura', 'Pinta interiores y fachadas, también en escalera.'],
    [1000, 1400],
    [390, 520],
    [licence('working-at-height', false)],
  ],
  [
    'plumber',
    ['Plumber', 'You lay pipes in new flats and mend leaks.'],
    ['Plomería', 'Instala tuberías en departamentos nuevos y repara fugas.'],
    [1200, 1800],
    [450, 620],
    [years(2)],
  ],
  [
    'electrician',
    ['Electrician', 'You wire houses and test what you have wired.'],
    ['Electricidad', 'Instala el cableado de casas y lo prueba.'],
    [1400, 2000],
    [480, 680],
    [licence('electrician'), years(2)],
  ],
  [
    'welder',
    ['Welder', 'You weld gates and windows in our workshop.'],
    ['Soldadura', 'Suelda portones y ventanas en nuestro taller.'],
    [1200, 1700],
    [450, 600],
    [licence('welding', false), years(1)],
  ],
  [
    'car-mechanic',
    ['Car mechanic', 'You service cars and mend brakes and engines.'],
    ['Mecánica automotriz', 'Da servicio a autos y repara frenos y motores.'],
    [1200, 1800],
    [430, 600],
    [years(2)],
  ],
  [
    'sewing-machine-operator',
    ['Sewing machine operator', 'You sew shirts in a line of twenty machines.'],
    ['Costura industrial', 'Cose camisas en una línea de veinte máquinas.'],
    [700, 1000],
    [310, 400],
    [years(1, false)],
  ],
  [
    'tailor',
    ['Tailor', 'You measure, cut and sew school uniforms.'],
    ['Sastrería', 'Mide, corta y cose uniformes escolares.'],
    [900, 1300],
    [350, 450],
    [years(2, false)],
  ],
  [
    'hairdresser',
    ['Hairdresser', 'You cut, wash and braid hair in a salon with four chairs.'],
    ['Peluquería', 'Corta, lava y peina en un salón de cuatro sillas.'],
    [800, 1300],
    [300, 450],
    [years(1)],
  ],
  [
    'farm-worker',
    ['Farm worker', 'You weed, water and pick vegetables. A bus brings you from town.'],
    ['Trabajo de campo', 'Deshierba, riega y cosecha verduras. Hay transporte desde la ciudad.'],
    [500, 750],
    [280, 360],
  ],
  [
    'gardener',
    ['Gardener', 'You cut grass and hedges and plant flowers on hotel grounds.'],
    ['Jardinería', 'Corta pasto y setos y planta flores en un hotel.'],
    [650, 950],
    [290, 380],
    [licence('pesticide', false)],
  ],
  [
    'teacher-aide',
    ['Teacher aide', 'You help two teachers with a class of thirty children.'],
    ['Apoyo docente', 'Apoya a dos docentes con un grupo de treinta niños.'],
    [900, 1300],
    [330, 430],
    [licence('childcare-check')],
  ],
  [
    'nurse-aide',
    ['Nurse aide', 'You help patients to wash and eat and keep their beds clean.'],
    ['Auxiliar de enfermería', 'Ayuda a pacientes a bañarse y comer y cuida sus camas.'],
    [1000, 1500],
    [370, 490],
    [licence('first-aid')],
  ],
]

const rhythms: Readonly<Record<Exclude<Rhythm, 'site'>, readonly string[]>> = {
  service: [
    'cook',
    'kitchen-helper',
    'dishwasher',
    'waiter',
    'barista',
    'baker',
    'cashier',
    'shop-assistant',
    'sales-promoter',
    'hairdresser',
    'hotel-room-cleaner',
    'laundry-machine-operator',
  ],
  home: ['house-help', 'nanny', 'home-carer', 'cleaner', 'gardener'],
  'round-the-clock': [
    'security-guard',
    'nurse-aide',
    'call-centre-agent',
    'receptionist',
    'warehouse-worker',
    'hand-packer',
    'loader',
    'forklift-driver',
    'van-driver',
    'motorcycle-courier',
  ],
}
const rhythmOf = (occupation: string): Rhythm => {
  for (const rhythm of ['service', 'home', 'round-the-clock'] as const)
    if (rhythms[rhythm].includes(occupation)) return rhythm
  return 'site'
}

const much: ReadonlySet<string> = new Set(
  'cook waiter cleaner house-help security-guard warehouse-worker cashier shop-assistant van-driver mason construction-labourer'.split(
    ' ',
  ),
)
export const workKinds: readonly WorkKind[] = rows.map(([occupation, en, es, kes, mxn, requirements = []]) => ({
  occupation,
  en,
  es,
  kes,
  mxn,
  requirements,
  rhythm: rhythmOf(occupation),
  demand: much.has(occupation) ? 3 : 2,
}))
