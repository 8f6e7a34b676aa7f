import type { Card, Content, OrderItem } from './event.ts'
import { id, type Json, number, present, record, records, text } from './narrow.ts'

/** Shared contact cards. Where `origin` stands differs: on the message, or on its first card. */
export function cardsOf(message: Json): Content {
  const cards = records(message.contacts)
  const origin = text(message.origin) ?? text(cards[0]?.origin)
  return { type: 'contacts', cards: cards.map(card), ...present({ origin }) }
}

export function orderOf(order: Json | undefined): Content | undefined {
  if (order === undefined) return undefined
  const items = records(order.product_items)
  const catalogId = id(order.catalog_id)
  return { type: 'order', text: text(order.text) ?? '', items: items.map(orderItem), ...present({ catalogId }) }
}

function card(part: Json): Card {
  const phones = records(part.phones)
  const name = text(record(part.name)?.formatted_name) ?? text(record(part.name)?.first_name)
  return {
    phones: phones.map((phone) => present({ phone: text(phone.phone), waId: text(phone.wa_id) })),
    ...present({ name }),
  }
}

function orderItem(part: Json): OrderItem {
  return present({
    productId: id(part.product_retailer_id),
    quantity: number(part.quantity),
    price: number(part.item_price),
    currency: text(part.currency),
  })
}
