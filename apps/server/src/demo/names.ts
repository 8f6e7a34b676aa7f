/** First names and organisations of the demo, by country. */
export const firstNames = {
  KE: 'Amina Joseph Wanjiru Otieno Faith Brian Akinyi Kamau Mercy Juma Achieng Peter Njeri Hassan Grace Kevin Zawadi Samuel Halima Daniel Nekesa Moses Chebet Ali Esther Kiprop Fatuma David Nyambura Omar'.split(
    ' ',
  ),
  MX: 'Guadalupe José María Luis Fernanda Juan Rosa Carlos Lucía Miguel Ximena Jorge Alejandra Pedro Sofía Ángel Leticia Raúl Daniela Héctor Yolanda Iván Beatriz Óscar Paola Andrés Teresa Rubén Itzel Diego'.split(
    ' ',
  ),
} as const

/** An employer of the demo, the occupations that it looks for, and where: labels of the demo's cities. */
export type DemoEmployer = {
  readonly country: 'KE' | 'MX'
  readonly name: string
  readonly seeks: readonly string[]
  readonly cities: readonly string[]
}

const trades = {
  kitchen: ['cook', 'kitchen-helper', 'dishwasher', 'waiter', 'barista', 'baker', 'cashier'],
  hotel: [
    'hotel-room-cleaner',
    'receptionist',
    'waiter',
    'cook',
    'gardener',
    'laundry-machine-operator',
    'kitchen-helper',
  ],
  building: ['mason', 'construction-labourer', 'carpenter', 'house-painter', 'plumber', 'electrician', 'welder'],
  packing: ['hand-packer', 'forklift-driver', 'warehouse-worker', 'loader', 'farm-worker'],
  transport: ['truck-driver', 'van-driver', 'motorcycle-courier', 'loader', 'car-mechanic', 'warehouse-worker'],
  care: ['home-carer', 'nurse-aide', 'nanny', 'house-help', 'teacher-aide'],
  security: ['security-guard', 'receptionist', 'cleaner'],
  cleaning: ['cleaner', 'hotel-room-cleaner', 'laundry-machine-operator', 'house-help', 'gardener'],
  clothes: ['sewing-machine-operator', 'tailor', 'hand-packer', 'shop-assistant'],
  shops: ['shop-assistant', 'cashier', 'sales-promoter', 'warehouse-worker', 'hairdresser', 'call-centre-agent'],
} as const

type Row = readonly [name: string, trade: keyof typeof trades, ...cities: readonly string[]]

const kenyan: readonly Row[] = [
  ['Sunrise Café', 'kitchen', 'Thika', 'Nairobi'],
  ['Mama Njeri Kitchen', 'kitchen', 'Nairobi', 'Nakuru', 'Thika'],
  ['Pwani Bites', 'kitchen', 'Mombasa', 'Kisumu'],
  ['Baobab Hotel', 'hotel', 'Mombasa', 'Nairobi'],
  ['Lakeview Lodge', 'hotel', 'Kisumu', 'Nakuru'],
  ['Chania Falls Inn', 'hotel', 'Thika'],
  ['Jua Kali Builders', 'building', 'Nairobi', 'Thika'],
  ['Msingi Contractors', 'building', 'Mombasa', 'Kisumu', 'Nakuru'],
  ['Chania Fresh Packers', 'packing', 'Thika', 'Nairobi'],
  ['Rift Harvest', 'packing', 'Nakuru', 'Kisumu', 'Mombasa'],
  ['Safari Logistics', 'transport', 'Nairobi', 'Mombasa', 'Nakuru'],
  ['Haraka Deliveries', 'transport', 'Thika', 'Kisumu', 'Nairobi'],
  ['Neema Home Care', 'care', 'Nairobi', 'Thika', 'Nakuru'],
  ['Upendo Families', 'care', 'Mombasa', 'Kisumu'],
  ['Uhuru Security', 'security', 'Nairobi', 'Mombasa', 'Nakuru'],
  ['Simba Guards', 'security', 'Thika', 'Kisumu'],
  ['Safi Cleaners', 'cleaning', 'Nairobi', 'Thika', 'Mombasa', 'Kisumu', 'Nakuru'],
  ['Maua Textiles', 'clothes', 'Thika', 'Nairobi'],
  ['Kanga Works', 'clothes', 'Mombasa', 'Kisumu', 'Nakuru'],
  ['Duka Moja', 'shops', 'Nairobi', 'Thika', 'Kisumu'],
  ['Soko Market', 'shops', 'Mombasa', 'Nakuru', 'Nairobi'],
]
const mexican: readonly Row[] = [
  ['Café Amanecer', 'kitchen', 'Toluca', 'Ciudad de México'],
  ['Fonda La Esperanza', 'kitchen', 'Ciudad de México', 'Puebla', 'Toluca'],
  ['Tacos El Güero', 'kitchen', 'Guadalajara', 'Hermosillo'],
  ['Hotel Los Arcos', 'hotel', 'Ciudad de México', 'Guadalajara', 'Hermosillo'],
  ['Posada del Carmen', 'hotel', 'Toluca', 'Puebla'],
  ['Constructora Nevado', 'building', 'Toluca', 'Ciudad de México'],
  ['Obras Tapatías', 'building', 'Guadalajara', 'Puebla', 'Hermosillo'],
  ['Empaques del Valle', 'packing', 'Toluca', 'Ciudad de México', 'Puebla'],
  ['Campo Verde', 'packing', 'Guadalajara', 'Hermosillo'],
  ['Transportes Lerma', 'transport', 'Toluca', 'Ciudad de México', 'Puebla'],
  ['Envíos del Pacífico', 'transport', 'Guadalajara', 'Hermosillo', 'Ciudad de México'],
  ['Cuidar en Casa', 'care', 'Ciudad de México', 'Toluca', 'Puebla'],
  ['Manos Amigas', 'care', 'Guadalajara', 'Hermosillo'],
  ['Vigilancia Águila', 'security', 'Ciudad de México', 'Toluca', 'Guadalajara', 'Puebla', 'Hermosillo'],
  ['Limpieza Clara', 'cleaning', 'Toluca', 'Ciudad de México', 'Puebla'],
  ['Brillo Total', 'cleaning', 'Guadalajara', 'Hermosillo'],
  ['Textiles Anáhuac', 'clothes', 'Toluca', 'Puebla', 'Ciudad de México', 'Guadalajara', 'Hermosillo'],
  ['Tiendas El Sol', 'shops', 'Ciudad de México', 'Toluca', 'Guadalajara'],
  ['Abarrotes Lupita', 'shops', 'Puebla', 'Hermosillo', 'Toluca'],
]

const employer =
  (country: DemoEmployer['country']) =>
  ([name, trade, ...cities]: Row): DemoEmployer => ({ country, name, seeks: trades[trade], cities })

export const employers: readonly DemoEmployer[] = [...kenyan.map(employer('KE')), ...mexican.map(employer('MX'))]
