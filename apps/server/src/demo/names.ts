/** First names and organisations of the demo, by country. */
export const firstNames = {
  KE: 'Amina Joseph Wanjiru Otieno Faith Brian Akinyi Kamau Mercy Juma Achieng Peter Njeri Hassan Grace Kevin Zawadi Samuel Halima Daniel Nekesa Moses Chebet Ali Esther Kiprop Fatuma David Nyambura Omar'.split(
    ' ',
  ),
  MX: 'Guadalupe José María Luis Fernanda Juan Rosa Carlos Lucía Miguel Ximena Jorge Alejandra Pedro Sofía Ángel Leticia Raúl Daniela Héctor Yolanda Iván Beatriz Óscar Paola Andrés Teresa Rubén Itzel Diego'.split(
    ' ',
  ),
} as const

/** An employer of the demo and the occupations that it looks for. */
export type DemoEmployer = { readonly country: 'KE' | 'MX'; readonly name: string; readonly seeks: readonly string[] }

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

const employer =
  (country: DemoEmployer['country']) =>
  (name: string, trade: keyof typeof trades): DemoEmployer => ({ country, name, seeks: trades[trade] })
const kenyan = employer('KE')
const mexican = employer('MX')

export const employers: readonly DemoEmployer[] = [
  kenyan('Sunrise Café', 'kitchen'),
  kenyan('Baobab Hotel', 'hotel'),
  kenyan('Jua Kali Builders', 'building'),
  kenyan('Chania Fresh Packers', 'packing'),
  kenyan('Safari Logistics', 'transport'),
  kenyan('Neema Home Care', 'care'),
  kenyan('Uhuru Security', 'security'),
  kenyan('Maua Textiles', 'clothes'),
  kenyan('Duka Moja', 'shops'),
  mexican('Café Amanecer', 'kitchen'),
  mexican('Hotel Los Arcos', 'hotel'),
  mexican('Constructora Nevado', 'building'),
  mexican('Empaques del Valle', 'packing'),
  mexican('Transportes Lerma', 'transport'),
  mexican('Cuidar en Casa', 'care'),
  mexican('Limpieza Clara', 'cleaning'),
  mexican('Tiendas El Sol', 'shops'),
]
