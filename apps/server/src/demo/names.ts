/** First names and organisations of the demo, by country. */
export const firstNames = {
  KE: 'Amina Joseph Wanjiru Otieno Faith Brian Akinyi Kamau Mercy Juma Achieng Peter Njeri Hassan Grace Kevin Zawadi Samuel Halima Daniel Nekesa Moses Chebet Ali Esther Kiprop Fatuma David Nyambura Omar'.split(
    ' ',
  ),
  MX: 'Guadalupe José María Luis Fernanda Juan Rosa Carlos Lucía Miguel Ximena Jorge Alejandra Pedro Sofía Ángel Leticia Raúl Daniela Héctor Yolanda Iván Beatriz Óscar Paola Andrés Teresa Rubén Itzel Diego'.split(
    ' ',
  ),
} as const

export const employers = {
  KE: [
    'Sunrise Café',
    'Baobab Hotel',
    'Jua Kali Builders',
    'Chania Fresh Packers',
    'Safari Logistics',
    'Neema Home Care',
    'Uhuru Security',
    'Maua Textiles',
  ],
  MX: [
    'Café Amanecer',
    'Hotel Los Arcos',
    'Constructora Nevado',
    'Empaques del Valle',
    'Transportes Lerma',
    'Cuidar en Casa',
    'Limpieza Clara',
    'Tiendas El Sol',
  ],
} as const
