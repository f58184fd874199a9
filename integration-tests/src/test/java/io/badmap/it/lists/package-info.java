/** Lists and queues, watched where {@code watch=maps,lists,queues} asks for it. */
package io.badmap.it.lists;
