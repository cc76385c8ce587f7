"""Serve contracts that are not ours: what their paths and schemas state, and values of their schemas for the rest.

A path that ends with a parameter, such as `/orders/{orderId}`, and whose GET returns an object with that property or
an `id`, makes `/orders` a collection: its records are stored, and the operations of both paths read and write them.
Every other operation returns the example of its response, or a value that is generated from the schema; the header
`Accountability-Sandbox-Imitates` is `schema` then. What no valid value can be generated for is not imitated (501).
"""
